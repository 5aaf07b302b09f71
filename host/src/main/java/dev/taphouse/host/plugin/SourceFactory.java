package dev.taphouse.host.plugin;

import dev.taphouse.api.Source;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Objects;
import org.pf4j.ExtensionFactory;

/** Makes a source by its public constructor, as {@link java.util.ServiceLoader} would, and says why it cannot. */
final class SourceFactory implements ExtensionFactory {

    @Override
    public <T> T create(Class<T> type) {
        String name = type.getName();
        check(Source.class.isAssignableFrom(type), SourceProblems.notSource(name));
        check(type.getEnclosingClass() == null || Modifier.isStatic(type.getModifiers()), SourceProblems.inner(name));
        check(!Modifier.isAbstract(type.getModifiers()), SourceProblems.notMade(name));
        check(Modifier.isPublic(type.getModifiers()), SourceProblems.notPublic(name));
        try {
            return constructor(type).newInstance();
        } catch (ExceptionInInitializerError e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new Failure(ExitCode.PLUGIN, SourceProblems.initializer(name, cause), e);
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof LinkageError error) {
                throw error;
            }
            throw new Failure(ExitCode.PLUGIN, SourceProblems.constructor(name, cause), e);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new Failure(ExitCode.PLUGIN, SourceProblems.notPublic(name), e);
        }
    }

    private static <T> Constructor<T> constructor(Class<T> type) {
        try {
            return type.getConstructor();
        } catch (NoSuchMethodException e) {
            throw new Failure(ExitCode.PLUGIN, SourceProblems.notPublic(type.getName()), e);
        }
    }

    private static void check(boolean right, String problem) {
        if (!right) {
            throw new Failure(ExitCode.PLUGIN, problem);
        }
    }
}

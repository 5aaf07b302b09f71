package dev.taphouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Authors have nothing but the Javadoc: every public type and member has one. */
class DocumentationTest {

    @Test
    void everythingPublicIsDocumented() throws IOException {
        assertThat(undocumented())
                .as("public types and members without a Javadoc comment")
                .isEmpty();
    }

    private static List<String> undocumented() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> all =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(all).isNotEmpty();
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(all));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(docs, found).scan(unit, null);
            }
        }
        return found;
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees docs;
        private final List<String> found;

        Scanner(DocTrees docs, List<String> found) {
            this.docs = docs;
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
            check(tree.getModifiers(), tree.getSimpleName().toString());
            return super.visitClass(tree, unused);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
            check(tree.getModifiers(), tree.getName().toString());
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
            check(tree.getModifiers(), tree.getName().toString());
            return null;
        }

        private void check(ModifiersTree modifiers, String name) {
            boolean overrides = modifiers.getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (isVisible(modifiers) && !overrides && docs.getDocComment(getCurrentPath()) == null) {
                found.add(getCurrentPath().getCompilationUnit().getSourceFile().getName() + ": " + name);
            }
        }

        /** Members of interfaces and constants of enums are public without saying so. */
        private boolean isVisible(ModifiersTree modifiers) {
            TreePath parent = getCurrentPath().getParentPath();
            boolean implied = parent.getLeaf() instanceof ClassTree outer
                    && (outer.getKind() == Tree.Kind.INTERFACE
                            || outer.getKind() == Tree.Kind.ENUM
                                    && getCurrentPath().getLeaf() instanceof VariableTree
                                    && !modifiers.getFlags().contains(Modifier.PRIVATE));
            return implied || modifiers.getFlags().contains(Modifier.PUBLIC);
        }
    }
}

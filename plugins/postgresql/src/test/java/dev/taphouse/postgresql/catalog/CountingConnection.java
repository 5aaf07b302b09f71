package dev.taphouse.postgresql.catalog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the statements that are prepared on a connection. */
final class CountingConnection {
    private final AtomicInteger statements = new AtomicInteger();
    private final Connection connection;

    CountingConnection(Connection real) {
        connection = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            || method.getName().equals("createStatement")) {
                        statements.incrementAndGet();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    Connection connection() {
        return connection;
    }

    int statements() {
        return statements.get();
    }
}

package dev.taphouse.host.plugin;

/** A JDBC driver as text, to be a member of a plugin's source. */
final class DriverText {
    /** {@code MyDriver} registers itself, as drivers do, and answers {@code jdbc:<package of the source>:}. */
    static final String MEMBERS = """
            public static final class MyDriver implements java.sql.Driver {
                static {
                    try {
                        java.sql.DriverManager.registerDriver(new MyDriver());
                    } catch (java.sql.SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
                public java.sql.Connection connect(String url, Properties info) {
                    return acceptsURL(url)
                            ? (java.sql.Connection) java.lang.reflect.Proxy.newProxyInstance(
                                    MyDriver.class.getClassLoader(),
                                    new Class<?>[] {java.sql.Connection.class},
                                    (proxy, method, arguments) -> null)
                            : null;
                }
                public boolean acceptsURL(String url) {
                    return url.equals("jdbc:" + MyDriver.class.getPackageName() + ":");
                }
                public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
                    return new java.sql.DriverPropertyInfo[0];
                }
                public int getMajorVersion() { return 1; }
                public int getMinorVersion() { return 0; }
                public boolean jdbcCompliant() { return false; }
                public java.util.logging.Logger getParentLogger() { return null; }
            }
            """;

    private DriverText() {}
}

package dev.taphouse.host.plugin.isolation;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.function.IntSupplier;

/**
 * Deregisters the JDBC drivers of the class loader it was defined in and counts them. Its code is defined again in each
 * plugin's loader (which is why it is public and names JDK types only); the host never runs its own copy.
 */
public final class DriverSweeper implements IntSupplier {

    /** Made by reflection. */
    public DriverSweeper() {}

    @Override
    public int getAsInt() {
        int swept = 0;
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == getClass().getClassLoader() && deregister(driver)) {
                swept++;
            }
        }
        return swept;
    }

    private static boolean deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
            return true;
        } catch (SQLException e) {
            // The driver's own clean-up failed, after it was taken off the list.
            return false;
        }
    }
}

package dev.taphouse.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names streams: {@code <schema>-<table>}, without schemas {@code <table>}. */
final class StreamNames {

    private StreamNames() {}

    /**
     * Names all tables. Where two names meet, the first keeps it and the others get a second hyphen or a number.
     *
     * @param tables in a stable order, none left out, so that a filter changes no name
     * @param clashes gets a line for each table that could not have its name
     */
    static Map<String, Table> assign(List<Table> tables, List<String> clashes) {
        Map<String, Table> byName = new LinkedHashMap<>();
        for (Table table : tables) {
            String wanted = plain(table, "-");
            String name = free(table, byName);
            if (!name.equals(wanted)) {
                clashes.add("stream '" + name + "' is table '" + table + "': the name '" + wanted
                        + "' is that of table '" + byName.get(wanted) + "'");
            }
            byName.put(name, table);
        }
        return byName;
    }

    private static String free(Table table, Map<String, Table> taken) {
        for (String name : List.of(plain(table, "-"), plain(table, "--"))) {
            if (!taken.containsKey(name)) {
                return name;
            }
        }
        int n = 2;
        while (taken.containsKey(plain(table, "--") + "-" + n)) {
            n++;
        }
        return plain(table, "--") + "-" + n;
    }

    private static String plain(Table table, String hyphen) {
        return table.schema().isEmpty() ? table.name() : table.schema() + hyphen + table.name();
    }
}

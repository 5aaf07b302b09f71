package dev.taphouse.http.record;

import dev.taphouse.api.SourceException;
import java.util.ArrayList;
import java.util.List;

/** Makes records of lines: the names once, then an object per line. */
final class CsvRows {
    private final CsvDialect dialect;
    private final WrittenRecords records;
    private List<byte[]> members = List.of();
    private boolean headerDue;

    CsvRows(CsvDialect dialect, WrittenRecords records) {
        this.dialect = dialect;
        this.records = records;
        this.headerDue = dialect.header();
        if (!dialect.columns().isEmpty()) {
            this.members = Columns.members(dialect.columns());
        }
    }

    WrittenRecords records() {
        return records;
    }

    void add(CsvLine line) throws Exception {
        if (members.isEmpty()) {
            members = Columns.members(names(line));
        }
        if (headerDue) {
            headerDue = false;
            return;
        }
        if (line.count() != members.size()) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "line " + line.number() + " has " + line.count() + " values, and there are "
                                    + members.size() + " columns")
                    .remedy("Check separator, quote and columns");
        }
        ByteBuilder out = records.begin();
        for (int i = 0; i < members.size(); i++) {
            out.append(i == 0 ? '{' : ',');
            out.append(members.get(i));
            line.write(i, out);
        }
        out.append('}');
        records.end();
    }

    private List<String> names(CsvLine line) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < line.count(); i++) {
            names.add(dialect.header() ? line.text(i) : "");
        }
        return Columns.names(names);
    }
}

package dev.taphouse.sql;

import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a table that is read beside its other parts, by pages.
 *
 * @param name of the lane
 * @param start its bounds, and the snapshot it was planned with
 */
record PlannedLane(String name, Position start) {

    /**
     * The lanes of a read that begins; fewer than two where it is not to be divided.
     *
     * @param connection in the transaction whose snapshot all of them are read with
     */
    static List<PlannedLane> of(SqlStream stream, StreamRead read, Dialect dialect, Connection connection, Cap cap)
            throws SQLException {
        boolean begins = read.method() == StreamSpec.Method.INCREMENTAL
                ? !Positions.isOurs(read.from()) && !read.from().entries().containsKey(Positions.PAGES)
                : read.from().isStart();
        if (!begins || read.lanes() < 2 || read.limit().isPresent()) {
            return List.of();
        }
        TableView view = TableView.of(stream, dialect, connection, 1, nanos -> {});
        Optional<PagePlan> pages = view.pages();
        if (pages.isEmpty()) {
            return List.of();
        }
        List<PlannedLane> lanes = new ArrayList<>();
        List<PageMark> marks = pages.get().lanes(read.lanes());
        if (marks.size() < 2) {
            return List.of();
        }
        Position base = base(new ReadPlan.Input(stream, read, dialect, view, true, cap, 0));
        for (PageMark mark : marks) {
            lanes.add(new PlannedLane(String.valueOf(lanes.size() + 1), base.with(Positions.PAGES, mark.entry())));
        }
        return lanes;
    }

    private static Position base(ReadPlan.Input input) throws SQLException {
        return input.read().method() == StreamSpec.Method.INCREMENTAL
                ? FirstPass.base(input, Cursors.of(input.stream(), input.read(), input.dialect()))
                : Position.START;
    }

    /** The bookmark after a first pass whose lanes are all complete. */
    static Position merge(SqlStream stream, StreamRead read, Dialect dialect, List<Position> lanes) {
        return FirstPass.bookmark(Cursors.of(stream, read, dialect), lanes.get(0));
    }
}

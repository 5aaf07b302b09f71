package dev.taphouse.http.description;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.http.record.Conversion;
import dev.taphouse.http.record.RecordEdit;
import java.util.ArrayList;
import java.util.List;

/** Where a stream has points in time, at any depth, which an API writes as numbers. */
final class DateTimes {

    private DateTimes() {}

    /** The edit, with a conversion of each. */
    static RecordEdit converted(RecordEdit edit, StreamSpec spec, Conversion conversion) {
        RecordEdit all = edit;
        for (Field field : spec.fields()) {
            for (String place : places(field.type(), field.name())) {
                all = all.convert(place, conversion);
            }
        }
        return all;
    }

    private static List<String> places(Type type, String at) {
        List<String> places = new ArrayList<>();
        if (type.kind() == Type.Kind.INSTANT) {
            places.add(at);
        }
        type.fields().forEach(field -> places.addAll(places(field.type(), at + "." + field.name())));
        type.element().ifPresent(element -> places.addAll(places(element, at + "[*]")));
        return places;
    }
}

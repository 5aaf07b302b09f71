package dev.taphouse.postgresql.codec;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column as the server's catalogue knows it. Immutable.
 *
 * <p>Made by the factory of its kind from a row of {@code pg_type}, then refined by what the column says: {@link
 * #typmod}, {@link #dimensions}, {@link #collation}, {@link #printed}.
 */
public final class PgType {
    private static final int VARLENA_HEADER = 4;

    private final Kind kind;
    private final long oid;
    private final String schema;
    private final String name;
    private final String printed;
    private final int typmod;
    private final int dimensions;
    private final boolean notNull;
    private final boolean anyBytes;
    private final @Nullable String collation;
    private final @Nullable PgType inner;
    private final List<PgAttribute> attributes;
    private final List<String> labels;

    private PgType(Maker from) {
        this.kind = from.kind;
        this.oid = from.oid;
        this.schema = Objects.requireNonNull(from.schema, "schema is null");
        this.name = Objects.requireNonNull(from.name, "name is null");
        this.printed = Objects.requireNonNull(from.printed, "printed is null");
        this.typmod = from.typmod;
        this.dimensions = from.dimensions;
        this.notNull = from.notNull;
        this.anyBytes = from.anyBytes;
        this.collation = from.collation;
        this.inner = from.inner;
        this.attributes = List.copyOf(from.attributes);
        this.labels = List.copyOf(from.labels);
    }

    /**
     * A base type ({@code typtype = 'b'}) that is not the array type of another; {@code int2vector} and {@code
     * oidvector} are base types.
     *
     * @param oid unsigned, of {@code pg_type}
     * @param schema the namespace, such as {@code pg_catalog}
     * @param name {@code typname}, such as {@code int4}
     */
    public static PgType base(long oid, String schema, String name) {
        return new Maker(Kind.BASE, oid, schema, name).made();
    }

    /** The array type ({@code typarray}) of another, of one dimension until {@link #dimensions} says otherwise. */
    public static PgType array(long oid, String schema, String name, PgType element) {
        Maker maker = new Maker(Kind.ARRAY, oid, schema, name);
        maker.inner = Objects.requireNonNull(element, "element is null");
        maker.dimensions = 1;
        return maker.made();
    }

    /** An enum ({@code 'e'}) with its labels by {@code enumsortorder}. */
    public static PgType enumeration(long oid, String schema, String name, List<String> labels) {
        Maker maker = new Maker(Kind.ENUM, oid, schema, name);
        maker.labels = labels;
        return maker.made();
    }

    /**
     * A domain ({@code 'd'}).
     *
     * @param base its {@code typbasetype}, refined by the domain's {@code typtypmod}, {@code typndims} and {@code
     *     typcollation}; a domain itself where it stands on one
     * @param notNull {@code typnotnull}
     */
    public static PgType domain(long oid, String schema, String name, PgType base, boolean notNull) {
        Maker maker = new Maker(Kind.DOMAIN, oid, schema, name);
        maker.inner = Objects.requireNonNull(base, "base is null");
        maker.notNull = notNull;
        return maker.made();
    }

    /** A composite ({@code 'c'}) with the attributes that are not dropped, by {@code attnum}. */
    public static PgType composite(long oid, String schema, String name, List<PgAttribute> attributes) {
        Maker maker = new Maker(Kind.COMPOSITE, oid, schema, name);
        maker.attributes = attributes;
        return maker.made();
    }

    /** A range ({@code 'r'}) of {@code rngsubtype}. */
    public static PgType range(long oid, String schema, String name, PgType subtype) {
        Maker maker = new Maker(Kind.RANGE, oid, schema, name);
        maker.inner = Objects.requireNonNull(subtype, "subtype is null");
        return maker.made();
    }

    /** A multirange ({@code 'm'}) of {@code rngsubtype}. */
    public static PgType multirange(long oid, String schema, String name, PgType subtype) {
        Maker maker = new Maker(Kind.MULTIRANGE, oid, schema, name);
        maker.inner = Objects.requireNonNull(subtype, "subtype is null");
        return maker.made();
    }

    /** A pseudo-type ({@code 'p'}): a column of a view may have one. */
    public static PgType pseudo(long oid, String schema, String name) {
        return new Maker(Kind.PSEUDO, oid, schema, name).made();
    }

    /**
     * The same with the column's {@code atttypmod}; -1 for none. An array hands it on to its element, which is whom it
     * is about.
     */
    public PgType typmod(int value) {
        Maker maker = new Maker(this);
        if (kind == Kind.ARRAY && inner != null) {
            maker.inner = inner.typmod(value);
        } else {
            maker.typmod = value;
        }
        return maker.made();
    }

    /** The same with the column's {@code attndims}, of which an array has at least one; other kinds have none. */
    public PgType dimensions(int declared) {
        Maker maker = new Maker(this);
        maker.dimensions = kind == Kind.ARRAY ? Math.max(1, declared) : 0;
        return maker.made();
    }

    /**
     * The same with the name of its collation, {@code default} resolved to what the database has, such as {@code C} or
     * {@code en_US.UTF-8}.
     */
    public PgType collation(String name) {
        Maker maker = new Maker(this);
        maker.collation = Objects.requireNonNull(name, "name is null");
        return maker.made();
    }

    /** The same of a column in a database of encoding SQL_ASCII, whose text is whatever bytes its writers sent. */
    public PgType anyBytes() {
        Maker maker = new Maker(this);
        maker.anyBytes = true;
        return maker.made();
    }

    /** The same as {@code format_type(oid, typmod)} prints it, such as {@code numeric(10,2)[]}. */
    public PgType printed(String text) {
        Maker maker = new Maker(this);
        maker.printed = text;
        return maker.made();
    }

    /** The kind. */
    public Kind kind() {
        return kind;
    }

    /** The oid of {@code pg_type}, unsigned. */
    public long oid() {
        return oid;
    }

    /** The schema of the type. */
    public String schema() {
        return schema;
    }

    /** The name without schema and parameters, as {@code typname} has it. */
    public String name() {
        return name;
    }

    /** The type as {@code format_type} prints it; the name where nobody asked. */
    public String printed() {
        return printed;
    }

    /** The parameter of the type, -1 for none; an array has that of its element. */
    public int typmod() {
        return kind == Kind.ARRAY && inner != null ? inner.typmod() : typmod;
    }

    /** The declared dimensions of an array, at least 1; 0 for other kinds. */
    public int dimensions() {
        return dimensions;
    }

    /** Whether a domain refuses NULL by itself. */
    public boolean notNull() {
        return notNull;
    }

    /** Whether its text may be no UTF-8. */
    public boolean isAnyBytes() {
        return anyBytes;
    }

    /** The name of the collation; empty for a type that has none. */
    public Optional<String> collation() {
        return Optional.ofNullable(collation);
    }

    /**
     * The type inside: the element of an array, the base of a domain, the subtype of a range or multirange.
     *
     * @throws IllegalStateException for the other kinds
     */
    public PgType inner() {
        if (inner == null) {
            throw new IllegalStateException("type " + printed + " has no type inside");
        }
        return inner;
    }

    /** The attributes of a composite; empty for other kinds. */
    public List<PgAttribute> attributes() {
        return attributes;
    }

    /** The labels of an enum in their order; empty for other kinds. */
    public List<String> labels() {
        return labels;
    }

    /** The type below all domains: this one where it is none. */
    public PgType undomained() {
        return kind == Kind.DOMAIN ? inner().undomained() : this;
    }

    /** Whether it is the type of this name that PostgreSQL brings. */
    public boolean isBuiltIn(String typname) {
        return schema.equals("pg_catalog") && name.equals(typname);
    }

    /** The digits of a numeric in all; empty without declaration. */
    public OptionalInt precision() {
        return typmod < VARLENA_HEADER
                ? OptionalInt.empty()
                : OptionalInt.of(((typmod - VARLENA_HEADER) >> 16) & 0xffff);
    }

    /** The digits of a numeric after the point, below zero where it is rounded before it; empty without declaration. */
    public OptionalInt scale() {
        if (typmod < VARLENA_HEADER) {
            return OptionalInt.empty();
        }
        int field = (typmod - VARLENA_HEADER) & 0x7ff;
        return OptionalInt.of((field ^ 0x400) - 0x400);
    }

    /** The characters of a varchar or char; empty without declaration. */
    public OptionalInt length() {
        return typmod < VARLENA_HEADER ? OptionalInt.empty() : OptionalInt.of(typmod - VARLENA_HEADER);
    }

    /** What a bound text is cast to with {@code ::}, quoted and without parameters, so that nothing is rounded. */
    public String castType() {
        PgType type = undomained();
        return quoted(type.schema) + "." + quoted(type.name);
    }

    /** The type as the server prints it. */
    @Override
    public String toString() {
        return printed;
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** What a type is, by {@code typtype}; {@code 'b'} is told apart into arrays and the rest. */
    public enum Kind {
        /** Without parts. */
        BASE,
        /** Of elements. */
        ARRAY,
        /** Of labels. */
        ENUM,
        /** A type with a rule. */
        DOMAIN,
        /** Of named attributes. */
        COMPOSITE,
        /** Of two bounds. */
        RANGE,
        /** Of ranges. */
        MULTIRANGE,
        /** Of no storable values. */
        PSEUDO
    }

    private static final class Maker {
        private final Kind kind;
        private final long oid;
        private final String schema;
        private final String name;
        private String printed;
        private int typmod = -1;
        private int dimensions;
        private boolean notNull;
        private boolean anyBytes;
        private @Nullable String collation;
        private @Nullable PgType inner;
        private List<PgAttribute> attributes = List.of();
        private List<String> labels = List.of();

        Maker(Kind kind, long oid, String schema, String name) {
            this.kind = kind;
            this.oid = oid;
            this.schema = schema;
            this.name = name;
            this.printed = name;
        }

        Maker(PgType type) {
            this(type.kind, type.oid, type.schema, type.name);
            printed = type.printed;
            typmod = type.typmod;
            dimensions = type.dimensions;
            notNull = type.notNull;
            anyBytes = type.anyBytes;
            collation = type.collation;
            inner = type.inner;
            attributes = type.attributes;
            labels = type.labels;
        }

        PgType made() {
            return new PgType(this);
        }
    }
}

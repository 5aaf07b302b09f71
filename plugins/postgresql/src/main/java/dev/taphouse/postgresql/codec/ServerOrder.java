package dev.taphouse.postgresql.codec;

import java.util.Set;

/** The order of a type by the rules of a form. */
final class ServerOrder implements PgOrder {
    /** Collations that order by bytes as UTF-8 has them. */
    private static final Set<String> BY_BYTES = Set.of("C", "POSIX", "ucs_basic");

    private final PgType type;
    private final boolean cursor;
    private final OrderForm form;

    ServerOrder(PgType type, boolean cursor, OrderForm form) {
        this.type = type;
        this.cursor = cursor;
        this.form = form;
    }

    @Override
    public boolean isCursor() {
        return cursor;
    }

    @Override
    public Object canonical(byte[] text, int offset, int length) {
        return form.canonical(text, offset, length);
    }

    @Override
    public String text(Object canonical) {
        return form.text(form.checked(canonical));
    }

    @Override
    public int compare(Object one, Object other) {
        return form.compare(form.checked(one), form.checked(other));
    }

    @Override
    public boolean isFinite(Object canonical) {
        return form.isFinite(form.checked(canonical));
    }

    @Override
    public String expression(String column) {
        if (!form.isCollated()) {
            return column;
        }
        if (isCitext()) {
            return column + "::pg_catalog.text COLLATE pg_catalog.\"C\"";
        }
        boolean byBytes = type.isBuiltIn("name")
                || type.collation().map(BY_BYTES::contains).orElse(false);
        return byBytes ? column : column + " COLLATE pg_catalog.\"C\"";
    }

    @Override
    public String castType() {
        return isCitext() ? "\"pg_catalog\".\"text\"" : type.castType();
    }

    private boolean isCitext() {
        return TypeRow.of(type).becomes() == Becomes.CITEXT;
    }
}

package dev.taphouse.chargebee.simulator;

import java.util.Set;

/** What is left of a record that is deleted. */
enum Deletion {
    /** {@code deleted: true}, listed with {@code include_deleted}. */
    FLAG,
    /** {@code status: deleted}, or nothing but the event: either happens. */
    STATUS_OR_EVENT,
    /** Nothing but the event. */
    EVENT,
    /** Nothing. */
    NONE;

    private static final Set<String> BOTH = Set.of("coupon", "item", "item_price", "item_family");
    private static final Set<String> EVENTS = Set.of(
            "virtual_bank_account",
            "differential_price",
            "attached_item",
            "price_variant",
            "coupon_set",
            "coupon_code");

    static Deletion of(String record, Facts facts) {
        if (facts.list(record).map(Endpoint::includesDeleted).orElse(false)) {
            return FLAG;
        }
        if (BOTH.contains(record)) {
            return STATUS_OR_EVENT;
        }
        return EVENTS.contains(record) ? EVENT : NONE;
    }
}

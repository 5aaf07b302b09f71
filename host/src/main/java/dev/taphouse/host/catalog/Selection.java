package dev.taphouse.host.catalog;

import dev.taphouse.api.StreamSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a user wants to have read.
 *
 * @param catalog the catalog; empty for all that is there
 * @param patterns what is said over it
 * @param drift what follows when catalog and source do not agree
 * @param addsNewFields whether fields that the catalog does not know are read, of every stream
 * @param activatesVersions whether targets are told which rows of FULL_TABLE streams are of the latest pass
 */
public record Selection(
        Optional<Catalog> catalog,
        SelectionPatterns patterns,
        DriftPolicy drift,
        boolean addsNewFields,
        boolean activatesVersions) {

    /** What a catalog says alone. */
    public static Selection of(Optional<Catalog> catalog) {
        return new Selection(catalog, SelectionPatterns.NONE, DriftPolicy.WARN, false, false);
    }

    /**
     * The catalog with the patterns over it; empty when none was given.
     *
     * @throws dev.taphouse.host.Failure for patterns that match nothing
     */
    public Optional<Catalog> given() {
        return catalog.map(known -> known.under(patterns));
    }

    /**
     * The catalog that these streams would have, with the patterns over it.
     *
     * @throws dev.taphouse.host.Failure for patterns that match nothing
     */
    public Catalog discovered(List<StreamSpec> specs) {
        return Catalog.of(specs).under(patterns);
    }
}

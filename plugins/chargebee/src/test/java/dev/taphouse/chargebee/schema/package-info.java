/** The schema files of the zip, made from the facts in {@code data/}. */
@NullMarked
package dev.taphouse.chargebee.schema;

import org.jspecify.annotations.NullMarked;

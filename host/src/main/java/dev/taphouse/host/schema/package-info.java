/** JSON Schema (Draft 4): the only package that knows the validating library. */
@NullMarked
package dev.taphouse.host.schema;

import org.jspecify.annotations.NullMarked;

/** The conformance checks: 126 rules of a Singer tap, over the lines and exit codes of any tap executable. */
@NullMarked
package dev.taphouse.host.check;

import org.jspecify.annotations.NullMarked;

/** What is measured, and what it is compared with. */
@NullMarked
package dev.taphouse.benchmarks;

import org.jspecify.annotations.NullMarked;

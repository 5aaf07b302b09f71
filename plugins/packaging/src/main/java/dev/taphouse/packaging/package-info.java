/**
 * Makes a connector's zip and refuses one that could not run.
 *
 * <p>A Maven plugin of our own and not an assembly descriptor beside an enforcer rule: descriptor, check and zip look at
 * the same list of jars, and an author's build inherits one execution.
 */
@NullMarked
package dev.taphouse.packaging;

import org.jspecify.annotations.NullMarked;

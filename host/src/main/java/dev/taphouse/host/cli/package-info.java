/** The commands: the only package that touches the process's own stdin, stdout and stderr. */
@NullMarked
package dev.taphouse.host.cli;

import org.jspecify.annotations.NullMarked;

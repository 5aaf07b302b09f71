/** Lines on stderr, with secrets masked; also for slf4j, JUL and System.Logger. */
@NullMarked
package dev.taphouse.host.log;

import org.jspecify.annotations.NullMarked;

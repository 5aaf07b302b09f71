/** What every part of the host shares: how a run can fail, and with which exit code. */
@NullMarked
package dev.taphouse.host;

import org.jspecify.annotations.NullMarked;

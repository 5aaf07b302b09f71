package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.catalog.Selection;
import dev.taphouse.host.plugin.InstalledPlugin;
import dev.taphouse.host.plugin.LoadedPlugin;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.query.Request;
import dev.taphouse.host.run.RunReport;
import dev.taphouse.host.run.RunResult;
import dev.taphouse.host.run.Tap;
import dev.taphouse.host.state.State;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sync from the command line: shown while it goes on, told when it is over, and kept as a report. */
final class SyncTask {
    private final SyncOptions options;
    private final Terminal terminal;
    private final LoadedPlugin plugin;
    private final Tap tap;

    SyncTask(SyncOptions options, Terminal terminal, LoadedPlugin plugin, Tap tap) {
        this.options = options;
        this.terminal = terminal;
        this.plugin = plugin;
        this.tap = tap;
    }

    /** Runs it to its end, on the connector's thread. */
    ExitCode run(Selection wanted, State from, Request asked, OutputStream data) {
        InstalledPlugin installed = plugin.plugin();
        RunReport.Origin origin =
                RunReport.Origin.now(installed.id(), installed.version().toString(), options.parallel());
        Map<String, @Nullable Object> before = new LinkedHashMap<>(from.document());
        MessageWriter out = new MessageWriter(data, options.longestLine());
        RunResult result;
        try (Progress progress = options.progress(terminal, tap)) {
            result = tap.sync(wanted, from, out, options.pace(), asked, options.conduct(plugin::newThread, progress));
        } catch (Failure e) {
            options.report().ifPresent(file -> file.write(RunReport.failed(origin, e.exitCode(), e.text(), before)));
            throw e;
        }
        RunReport report = RunReport.of(origin, result, out.written(), tap.metrics());
        options.report().ifPresent(file -> file.write(report));
        tell(new Summary(report));
        return result.exitCode();
    }

    private void tell(Summary summary) {
        if (options.isForPeople(terminal)) {
            summary.table(terminal.notes(), Paint.of(terminal));
        } else {
            summary.log();
        }
    }
}

package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.ArchivedEntries;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerVerification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks after the ledger. */
@Command(
        name = "ledger",
        description = "Checks the ledger, and archives what is old.",
        subcommands = LedgerArchiveCommand.class,
        mixinStandardHelpOptions = true)
final class LedgerCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw Misuse.missingCommand(spec);
    }

    /** Reads every entry and compares its hash. */
    @Command(
            name = "verify",
            description = "Checks that no entry was altered or removed.",
            mixinStandardHelpOptions = true)
    int verify(@Mixin CommonOptions common) {
        LedgerStore ledgers = common.ledgers();
        long entries = 0;
        boolean intact = true;
        List<Map<String, Object>> files = new ArrayList<>();
        for (LedgerStore.Key key : ledgers.environments()) {
            LedgerVerification found = LedgerVerification.verify(
                    ledgers.ledger(key.application(), key.environment()).path());
            entries += found.entries();
            intact &= found.intact();
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("file", found.file().toString());
            file.put("entries", found.entries());
            file.put("intact", found.intact());
            found.firstBroken().ifPresent(broken -> file.put("firstBroken", broken));
            found.archived().ifPresent(archived -> file.put("archived", archived));
            files.add(file);
            if (!common.json()) {
                System.out.println(found.file() + ": " + found.entries() + " entries, "
                        + found.firstBroken()
                                .map(b -> "BROKEN at line " + b.line() + ": " + b.reason())
                                .orElse("intact"));
                found.archived().map(LedgerCommand::sentence).ifPresent(System.out::println);
            }
        }
        if (common.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("entries", entries);
            document.put("intact", intact);
            document.put(
                    "firstBroken",
                    files.stream()
                            .filter(f -> f.containsKey("firstBroken"))
                            .findFirst()
                            .orElse(null));
            document.put("files", files);
            Output.json(document);
        } else if (files.isEmpty()) {
            System.out.println("there is no ledger in " + ledgers.root());
        }
        return intact ? CommandLine.ExitCode.OK : Main.FAILED;
    }

    private static String sentence(ArchivedEntries archived) {
        String there = archived.files().isEmpty()
                ? "none of their archives is here"
                : archived.from() == 1
                        ? "all of them are here and intact"
                        : "those from " + archived.from() + " on are here and intact";
        String removed = archived.removedThrough() == 0
                ? ""
                : "; archives of entries up to " + archived.removedThrough() + " were removed because of their age";
        return "  entries 1 to " + archived.through() + " were archived at " + archived.at() + " by " + archived.by()
                + ": " + there + removed;
    }
}

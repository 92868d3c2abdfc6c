package dev.freshet.cli.run;

import picocli.CommandLine.Command;

/** {@code reconcile}: asks a running process to work on one object now. */
@Command(
    name = "reconcile",
    description = "Reconcile one object now.",
    exitCodeOnInvalidInput = 1,
    subcommands = ReconcileImageCommand.class)
public final class ReconcileCommand {}

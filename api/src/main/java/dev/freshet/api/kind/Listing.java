package dev.freshet.api.kind;

import java.util.List;
import java.util.function.Function;

/**
 * What the command line calls a kind, and shows of its objects.
 *
 * @param family the word before the noun, as in {@code reconcile image repository}
 * @param noun as in {@code get images repository}
 * @param request what a request to reconcile one means, as a sentence
 * @param outcome what to say of an object that a request has made ready; empty for what its Ready
 *     condition says
 */
public record Listing<R, S>(
    String family,
    String noun,
    String request,
    List<Column<R, S>> columns,
    Function<S, String> outcome) {
  public Listing {
    columns = List.copyOf(columns);
  }
}

package dev.freshet.engine.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Funnel;
import dev.freshet.core.policy.Selection;
import dev.freshet.core.policy.TagVerdict;
import dev.freshet.engine.ledger.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a policy selects what it selects: the funnel from the listed tags to the chosen one, and a
 * verdict with its reason for every tag.
 *
 * @param scanned where the tags and their times come from; empty when they were given by hand
 * @param notes what else a reader has to know, a sentence each
 */
public record Explanation(
    NamespacedName policy, Selection selection, Optional<LedgerEntry> scanned, List<String> notes) {

  public Explanation {
    notes = List.copyOf(notes);
  }

  public static Explanation of(NamespacedName policy, Selection selection) {
    return new Explanation(policy, selection, Optional.empty(), List.of());
  }

  /** Of what a scan has found. */
  public static Explanation of(NamespacedName policy, Selection selection, LedgerEntry scanned) {
    return new Explanation(policy, selection, Optional.of(scanned), List.of());
  }

  public Explanation withNote(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Explanation(policy, selection, scanned, more);
  }

  /** When a scan first found the tag. */
  public Optional<Instant> firstSeen(Tag tag) {
    return scanned.flatMap(entry -> entry.firstSeen(tag));
  }

  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("namespace", policy.namespace());
    json.put("name", policy.name());
    selection.latest().ifPresent(latest -> json.put("latest", latest.value()));
    selection.failure().ifPresent(failure -> json.put("failure", failure));
    ArrayNode sentences = json.putArray("notes");
    notes.forEach(sentences::add);
    Funnel funnel = selection.funnel();
    json.putObject("funnel")
        .put("listed", funnel.listed())
        .put("excluded", funnel.excluded())
        .put("filtered", funnel.filtered())
        .put("collapsed", funnel.collapsed())
        .put("unreadable", funnel.unreadable())
        .put("outOfRange", funnel.outOfRange())
        .put("candidates", funnel.candidates());
    ArrayNode tags = json.putArray("tags");
    for (TagVerdict tag : selection.verdicts()) {
      ObjectNode row =
          tags.addObject()
              .put("tag", tag.tag().value())
              .put("verdict", tag.verdict().stage().toString())
              .put("reason", tag.verdict().reason());
      firstSeen(tag.tag()).ifPresent(time -> row.put("firstSeen", time.toString()));
    }
    return json;
  }
}

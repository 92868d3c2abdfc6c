package dev.freshet.engine.git.ref;

/**
 * A commit and the reference it was found by; prints as Flux writes revisions, for example {@code
 * main@sha1:0123…}.
 *
 * @param ref as the revision shows it; empty when only a commit was named
 */
public record Revision(String ref, String commit) {
  public static Revision of(String ref, String commit) {
    return new Revision(ref, commit);
  }

  /** As Flux shows what an update found by a reference's full name: {@code refs/heads/} is cut. */
  public Revision shortened() {
    String[] parts = ref.split("/", 3);
    return parts.length == 3 ? new Revision(parts[2], commit) : this;
  }

  @Override
  public String toString() {
    return ref.isEmpty() ? "sha1:" + commit : ref + "@sha1:" + commit;
  }
}

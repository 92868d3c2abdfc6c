package dev.freshet.testkit.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tags a repository lists and the manifests it has, which a test may let differ. */
final class ServedRepository {
  static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";

  private List<String> listing = List.of();
  private Map<String, Integer> positions = Map.of();
  private final Map<String, Integer> pushes = new HashMap<>();

  synchronized void push(List<String> tags) {
    List<String> all = new ArrayList<>(listing);
    for (String tag : tags) {
      if (pushes.merge(tag, 1, Integer::sum) == 1) {
        all.add(tag);
      }
    }
    list(all);
  }

  synchronized void delete(String tag) {
    pushes.remove(tag);
    list(listing.stream().filter(listed -> !listed.equals(tag)).toList());
  }

  synchronized void list(List<String> tags) {
    listing = List.copyOf(tags);
    Map<String, Integer> byTag = HashMap.newHashMap(tags.size());
    for (int i = 0; i < tags.size(); i++) {
      byTag.put(tags.get(i), i);
    }
    positions = byTag;
  }

  synchronized List<String> listing() {
    return listing;
  }

  /** Where the page after the given tag starts. */
  synchronized int after(String last) {
    return positions.getOrDefault(last, listing.size() - 1) + 1;
  }

  /** The manifest of a tag or digest: an index whose bytes change with every push of the tag. */
  synchronized Optional<byte[]> manifest(String reference) {
    Integer count = pushes.get(reference);
    if (count != null) {
      return Optional.of(manifestOf(reference, count));
    }
    return pushes.entrySet().stream()
        .map(push -> manifestOf(push.getKey(), push.getValue()))
        .filter(manifest -> digest(manifest).equals(reference))
        .findFirst();
  }

  static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException("every JDK has SHA-256", cause);
    }
  }

  private static byte[] manifestOf(String tag, int pushes) {
    return """
    {"schemaVersion":2,"mediaType":"%s","manifests":[],"annotations":{"tag":"%s","push":"%d"}}\
    """
        .formatted(INDEX_TYPE, tag, pushes)
        .getBytes(StandardCharsets.UTF_8);
  }
}

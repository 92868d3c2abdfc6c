package dev.freshet.acceptance.operator;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds whose objects are watched. */
enum Kind {
  IMAGE_REPOSITORY("ImageRepository", "imagerepositories", "image.toolkit.fluxcd.io"),
  IMAGE_POLICY("ImagePolicy", "imagepolicies", "image.toolkit.fluxcd.io"),
  IMAGE_UPDATE_AUTOMATION(
      "ImageUpdateAutomation", "imageupdateautomations", "image.toolkit.fluxcd.io"),
  GIT_REPOSITORY("GitRepository", "gitrepositories", "source.toolkit.fluxcd.io");

  private final String word;
  private final String plural;
  private final String group;

  Kind(String word, String plural, String group) {
    this.word = word;
    this.plural = plural;
    this.group = group;
  }

  String word() {
    return word;
  }

  String group() {
    return group;
  }

  String plural() {
    return plural;
  }

  /** The name that kubectl takes and that no other group has. */
  String resource() {
    return plural + "." + group;
  }

  String path() {
    return "/apis/" + group + "/v1/" + plural;
  }

  static Optional<Kind> named(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equalsIgnoreCase(word)).findFirst();
  }
}

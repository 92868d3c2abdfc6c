package dev.freshet.api.manifest;

/** The text of a YAML file and the slash-separated path that messages name it by. */
public record ManifestText(String path, String content) {}

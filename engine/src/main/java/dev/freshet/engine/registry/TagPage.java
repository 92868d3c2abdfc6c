package dev.freshet.engine.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.registry.http.MalformedAnswerException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON of one page of {@code tags/list}, read as it arrives.
 *
 * @param tags those that are kept
 * @param size how many the server listed
 * @param last the last one it listed, from where it can be asked on
 */
record TagPage(String name, List<Tag> tags, int size, String last) {
  private static final TagPage EMPTY = new TagPage("", List.of(), 0, "");

  /** Google's registry tells of manifests beside the tags, two levels deep. */
  private static final int DEEPEST = 32;

  private static final int LONGEST_TEXT = 64 << 10;

  /** Some thousand of a server's names are kept for the next answers. */
  private static final int LONGEST_NAME = 256;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_NAME)
                  .maxNumberLength(100)
                  .build())
          .build();

  /** Reads to the end of the body, so that a page cut short is noticed. */
  static TagPage read(InputStream body, TagMemory memory) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedAnswerException("malformed answer: not a tag list");
      }
      TagPage page = readFields(parser, memory);
      if (parser.nextToken() != null) {
        throw new MalformedAnswerException("malformed answer: text after the tag list");
      }
      return page;
    }
  }

  private static TagPage readFields(JsonParser parser, TagMemory memory) throws IOException {
    TagPage page = EMPTY;
    boolean isTagList = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "name" -> {
          page = new TagPage(parser.getValueAsString(""), page.tags, page.size, page.last);
          isTagList = true;
        }
        case "tags" -> {
          page = readTags(page.name, parser, memory);
          isTagList = true;
        }
        default -> parser.skipChildren();
      }
    }
    if (!isTagList) {
      throw new MalformedAnswerException("malformed answer: not a tag list");
    }
    return page;
  }

  /** Registries write null for a repository whose tags are all gone. */
  private static TagPage readTags(String name, JsonParser parser, TagMemory memory)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return new TagPage(name, List.of(), 0, "");
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedAnswerException("malformed answer: tags are not a list");
    }
    var tags = new ArrayList<Tag>();
    int size = 0;
    String last = "";
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token != JsonToken.VALUE_STRING) {
        throw new MalformedAnswerException("malformed answer: a tag is not a text");
      }
      last = parser.getText();
      size++;
      if (TagSyntax.isListed(last)) {
        memory.add(last);
        tags.add(new Tag(last));
      }
    }
    return new TagPage(name, tags, size, last);
  }
}

package dev.freshet.cli.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists of tags as people have them: one a line, or what a registry answers to {@code tags/list},
 * several pages after each other too.
 */
final class TagLists {
  private TagLists() {}

  /**
   * @param source what messages call the text
   */
  static List<Tag> parse(String text, String source) {
    return text.stripLeading().startsWith("{")
        ? pages(text, source)
        : text.lines().map(String::strip).filter(line -> !line.isEmpty()).map(Tag::new).toList();
  }

  private static List<Tag> pages(String text, String source) {
    List<Tag> tags = new ArrayList<>();
    try (MappingIterator<JsonNode> pages =
        new ObjectMapper().readerFor(JsonNode.class).readValues(text)) {
      while (pages.hasNextValue()) {
        JsonNode page = pages.nextValue();
        // skopeo writes the field with a capital letter.
        JsonNode list = page.path(page.has("Tags") ? "Tags" : "tags");
        if (!list.isArray() && !list.isNull()) {
          throw new InvalidInputException(source + ": no list of tags in this JSON");
        }
        for (JsonNode tag : list) {
          if (!tag.isTextual()) {
            throw new InvalidInputException(source + ": a tag in this JSON is not a text");
          }
          tags.add(new Tag(tag.asText("")));
        }
      }
    } catch (JsonProcessingException refused) {
      throw new InvalidInputException(
          "%s:%d: not JSON: %s"
              .formatted(source, refused.getLocation().getLineNr(), refused.getOriginalMessage()),
          refused);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause); // a string does not fail to be read
    }
    return List.copyOf(tags);
  }
}

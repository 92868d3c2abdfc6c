package dev.freshet.engine.registry;

import dev.freshet.core.image.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads a tag list page by page; the whole of it or an exception. */
final class TagPages {
  /**
   * No registry is known with a tenth of it; without an end a hostile one could fill the memory.
   */
  private static final int MOST_TAGS = 2_000_000;

  private static final int MOST_PAGES = 20_000;
  private static final Set<Integer> PAGE_SIZE_REFUSALS = Set.of(400, 413, 416, 422);

  /** From the size Flux asks for down to the registry's own choice. */
  private enum PageSize {
    THOUSAND("?n=1000"),
    HUNDRED("?n=100"),
    UNSTATED("");

    private final String query;

    PageSize(String query) {
      this.query = query;
    }

    Set<PageSize> fromHereOn() {
      return EnumSet.range(this, UNSTATED);
    }
  }

  private final Endpoints endpoints;
  private final Map<String, PageSize> acceptedSizes = new ConcurrentHashMap<>();

  TagPages(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  List<Tag> all(Operation operation) {
    Endpoint endpoint = endpoints.endpoint(operation);
    Reply.Success<TagPage> page = first(operation, endpoint);
    String name = page.value().name();
    var tags = new ArrayList<>(page.value().tags());
    var visited = new HashSet<URI>();
    visited.add(page.source());
    for (Optional<URI> next = next(operation, page, endpoint);
        next.isPresent();
        next = next(operation, page, endpoint)) {
      Call call = Call.get(next.get());
      if (!visited.add(next.get()) || visited.size() > MOST_PAGES) {
        throw operation.failed(call.action(), "the pages of the tag list do not end");
      }
      page = success(operation, endpoints.send(operation, call, TagPage::read));
      // Only among themselves: behind a proxy a repository may have another name than outside.
      if (!page.value().name().equals(name)) {
        throw operation.failed(
            call.action(), "the page is of another repository: " + page.value().name());
      }
      tags.addAll(page.value().tags());
      if (tags.size() > MOST_TAGS) {
        throw operation.failed(call.action(), "more than " + MOST_TAGS + " tags");
      }
    }
    return tags;
  }

  private Reply.Success<TagPage> first(Operation operation, Endpoint endpoint) {
    String registry = operation.image().registry();
    String path = "v2/" + operation.image().repository() + "/tags/list";
    Optional<Reply.Refused<TagPage>> refused = Optional.empty();
    for (PageSize size : acceptedSizes.getOrDefault(registry, PageSize.THOUSAND).fromHereOn()) {
      Call call = Call.get(endpoint.at(path + size.query));
      Reply<TagPage> reply = endpoints.send(operation, call, TagPage::read);
      if (!(reply instanceof Reply.Refused<TagPage> refusal) || !isPageSize(refusal.refusal())) {
        Reply.Success<TagPage> page = success(operation, reply);
        acceptedSizes.put(registry, size);
        return page;
      }
      refused = refused.or(() -> Optional.of(refusal));
    }
    throw refused.orElseThrow().refusal().failure(operation);
  }

  private static boolean isPageSize(Refusal refusal) {
    return PAGE_SIZE_REFUSALS.contains(refusal.status())
        && (refusal.errors().isEmpty()
            || refusal.names("PAGINATION_NUMBER_INVALID")
            || refusal.names("UNSUPPORTED")
            || refusal.names("UNKNOWN"));
  }

  private static Reply.Success<TagPage> success(Operation operation, Reply<TagPage> reply) {
    return switch (reply) {
      case Reply.Success<TagPage> page -> page;
      case Reply.Refused<TagPage>(var refusal) -> throw refusal.failure(operation);
    };
  }

  private static Optional<URI> next(
      Operation operation, Reply.Success<TagPage> page, Endpoint endpoint) {
    Optional<String> target = page.header("link").flatMap(Links::next);
    Optional<URI> next = target.flatMap(text -> Links.resolve(page.source(), text, endpoint));
    if (target.isPresent() && next.filter(operation::mayVisit).isEmpty()) {
      throw operation.failed(
          Call.get(page.source()).action(), "the link to the next page cannot be followed");
    }
    return next;
  }
}

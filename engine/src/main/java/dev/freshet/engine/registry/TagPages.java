package dev.freshet.engine.registry;

import dev.freshet.core.image.Tag;
import dev.freshet.engine.registry.host.Endpoint;
import dev.freshet.engine.registry.host.HeldAccess;
import dev.freshet.engine.registry.host.Linking;
import dev.freshet.engine.registry.host.PageSize;
import dev.freshet.engine.registry.host.RegistryException;
import dev.freshet.engine.registry.host.RegistryOperation;
import dev.freshet.engine.registry.http.ErrorResponse;
import dev.freshet.engine.registry.http.MalformedAnswerException;
import dev.freshet.engine.registry.http.RegistryRequest;
import dev.freshet.engine.registry.http.RegistryResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a tag list page by page; the whole of it or an exception. */
final class TagPages {
  private static final int URI_WEIGHT = 300;
  private static final int MOST_PAGES = 20_000;
  private static final Set<Integer> PAGE_SIZE_REFUSALS = Set.of(400, 413, 416, 422);

  /** Codes of the distribution specification that are about something else than a page. */
  private static final Set<String> OTHER_REFUSALS =
      Set.of("NAME_INVALID", "NAME_UNKNOWN", "UNAUTHORIZED", "DENIED", "TOOMANYREQUESTS");

  private final Endpoints endpoints;

  TagPages(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** The page that a registry began with, and how many tags it was asked for. */
  private record First(RegistryResponse.Success<TagPage> page, PageSize size) {}

  List<Tag> all(RegistryOperation operation, TagMemory memory) {
    Endpoint endpoint = endpoints.endpoint(operation);
    First first = first(operation, endpoint, memory);
    RegistryResponse.Success<TagPage> page = first.page();
    String name = page.value().name();
    var tags = new ArrayList<>(page.value().tags());
    var visited = new HashSet<URI>();
    visited.add(page.source());
    boolean links = false;
    while (true) {
      Optional<URI> next = linked(operation, page, endpoint);
      links |= next.isPresent();
      if (!links
          && first.size().isFull(page.value().size())
          && !linksPages(operation, endpoint, memory)) {
        next =
            Optional.of(after(page.value(), endpoint.at(path(operation) + first.size().query())));
      }
      if (next.isEmpty()) {
        return tags;
      }
      RegistryRequest call = RegistryRequest.get(next.get());
      memory.use(URI_WEIGHT + 4L * next.get().toString().length());
      if (!visited.add(next.get()) || visited.size() > MOST_PAGES) {
        throw operation.failed(call.action(), "the pages of the tag list do not end");
      }
      TagPage before = page.value();
      page = success(operation, send(operation, call, memory));
      // Only among themselves: behind a proxy a repository may have another name than outside.
      if (!page.value().name().equals(name)) {
        throw operation.failed(call.action(), "the page is of another repository");
      }
      if (!links && page.value().equals(before)) {
        return tags; // the registry does not know how to go on, so the one page is all there is
      }
      tags.addAll(page.value().tags());
    }
  }

  /**
   * Whether the registry says that it has more tags than it lists. Found out once, by a page that
   * cannot be the last one, since many images may have as many tags as a page.
   */
  private boolean linksPages(RegistryOperation operation, Endpoint endpoint, TagMemory memory) {
    HeldAccess held = operation.held();
    Linking known = held.linksPages();
    if (known == Linking.NOT_ASKED) {
      known = held.linkingQuestion().ask(operation, () -> linking(operation, endpoint, memory));
    }
    return known == Linking.SEEN;
  }

  /**
   * A question that comes to nothing decides nothing: the list goes on as if it were not linked.
   */
  private Linking linking(RegistryOperation operation, Endpoint endpoint, TagMemory memory) {
    if (operation.held().linksPages() != Linking.NOT_ASKED) {
      return operation.held().linksPages(); // learnt since it was looked up
    }
    RegistryRequest call = RegistryRequest.get(endpoint.at(path(operation) + "?n=1"));
    try {
      boolean seen =
          send(operation, call, memory) instanceof RegistryResponse.Success<TagPage> page
              && page.value().size() == 1
              && linked(operation, page, endpoint).isPresent();
      Linking found = seen ? Linking.SEEN : Linking.NOT_SEEN;
      operation.held().learn(found);
      return found;
    } catch (RegistryException _) {
      return Linking.NOT_ASKED; // the next request of this list says what is wrong
    }
  }

  private static String path(RegistryOperation operation) {
    return "v2/" + operation.image().repository() + "/tags/list";
  }

  /** Some registries, such as Nexus, stop at the number asked for and do not say that they do. */
  private static URI after(TagPage full, URI asked) {
    return URI.create(asked + "&last=" + URLEncoder.encode(full.last(), StandardCharsets.UTF_8));
  }

  private RegistryResponse<TagPage> send(
      RegistryOperation operation, RegistryRequest call, TagMemory memory) {
    TagMemory.Mark begin = memory.mark();
    return endpoints.send(
        operation,
        call,
        body -> {
          memory.backTo(begin); // of a page that broke off nothing is kept
          return TagPage.read(body, memory);
        });
  }

  private First first(RegistryOperation operation, Endpoint endpoint, TagMemory memory) {
    Optional<RegistryResponse.Refused<TagPage>> refused = Optional.empty();
    for (PageSize size : operation.held().pageSize().fromHereOn()) {
      RegistryRequest call = RegistryRequest.get(endpoint.at(path(operation) + size.query()));
      RegistryResponse<TagPage> reply = send(operation, call, memory);
      if (!(reply instanceof RegistryResponse.Refused<TagPage> refusal)
          || !isPageSize(refusal.refusal())) {
        RegistryResponse.Success<TagPage> page = success(operation, reply);
        operation.held().accepts(size);
        return new First(page, size);
      }
      refused = refused.or(() -> Optional.of(refusal));
    }
    operation.held().accepts(PageSize.THOUSAND); // what was learnt works no longer
    throw refused.orElseThrow().refusal().failure(operation);
  }

  /** Registries have many names for it; when the smaller pages are refused too, it was not that. */
  private static boolean isPageSize(ErrorResponse refusal) {
    return PAGE_SIZE_REFUSALS.contains(refusal.status())
        && OTHER_REFUSALS.stream().noneMatch(refusal::names);
  }

  private static RegistryResponse.Success<TagPage> success(
      RegistryOperation operation, RegistryResponse<TagPage> reply) {
    return switch (reply) {
      case RegistryResponse.Success<TagPage> page -> page;
      case RegistryResponse.Refused<TagPage>(var refusal) -> throw refusal.failure(operation);
    };
  }

  private static Optional<URI> linked(
      RegistryOperation operation, RegistryResponse.Success<TagPage> page, Endpoint endpoint) {
    String action = RegistryRequest.get(page.source()).action();
    Optional<String> target =
        page.header("link").flatMap(header -> link(operation, action, header));
    Optional<URI> next = target.flatMap(text -> Links.resolve(page.source(), text, endpoint));
    if (target.isPresent() && next.filter(operation::mayVisit).isEmpty()) {
      throw operation.failed(action, "the link to the next page cannot be followed");
    }
    return next;
  }

  private static Optional<String> link(RegistryOperation operation, String action, String header) {
    try {
      return Links.next(header);
    } catch (MalformedAnswerException cause) {
      throw operation.failed(action, String.valueOf(cause.getMessage()));
    }
  }
}

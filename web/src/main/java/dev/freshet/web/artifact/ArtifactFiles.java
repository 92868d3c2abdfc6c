package dev.freshet.web.artifact;

import dev.freshet.web.server.Route;
import dev.freshet.web.server.WebRequest;
import dev.freshet.web.server.WebResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.URIUtil;

/**
 * Serves a folder as it is at the moment of the request: files whole or in part, folders as a list
 * of links. Symbolic links, hidden names, temporaries and locks are not there for it.
 */
public final class ArtifactFiles {
  private final Path root;

  public ArtifactFiles(Path root) {
    this.root = root;
  }

  public Route route() {
    return Route.get("/", this::answer);
  }

  private WebResponse answer(WebRequest request) {
    boolean asFolder = request.path().endsWith("/");
    List<String> names = names(request.path());
    try {
      return switch (StoredPath.find(root, names)) {
        case StoredPath.StoredFile file when !asFolder -> new FileAnswer(request).of(file);
        case StoredPath.Folder(Path folder) when asFolder ->
            WebResponse.html(Listing.of(StoredPath.list(folder)));
        case StoredPath.Folder _ -> toSlash(names);
        case StoredPath.StoredFile _, StoredPath.Nothing _ -> WebResponse.NOT_FOUND;
      };
    } catch (NoSuchFileException _) {
      // Deleted since it was found.
      return WebResponse.NOT_FOUND;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Splits before it decodes, so that an encoded slash would be part of a name. */
  private static List<String> names(String path) {
    String inner = path.replaceAll("^/|/$", "");
    return inner.isEmpty()
        ? List.of()
        : Arrays.stream(inner.split("/", -1)).map(URIUtil::decodePath).toList();
  }

  /** The relative links of a listing need its URL to end with a slash. */
  private static WebResponse toSlash(List<String> names) {
    String place = names.stream().map(Listing::link).collect(Collectors.joining("/", "/", "/"));
    return WebResponse.text(HttpStatus.MOVED_PERMANENTLY_301, "moved to " + place + "\n")
        .withHeader("Location", place);
  }
}

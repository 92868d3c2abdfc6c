package dev.freshet.web.artifact;

import dev.freshet.web.server.Page;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/**
 * Serves a folder as it is at the moment of the request: files whole or in part, folders as a list
 * of links. Symbolic links, hidden names, temporaries and locks are not there for it.
 */
public final class ArtifactFiles implements Request.Handler {
  private final Path root;

  public ArtifactFiles(Path root) {
    this.root = root;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String path = Request.getPathInContext(request);
    boolean asFolder = path.endsWith("/");
    List<String> names = names(path);
    try {
      switch (StoredPath.find(root, names)) {
        case StoredPath.StoredFile file when !asFolder ->
            new FileAnswer(request, response, callback).send(file);
        case StoredPath.Folder(Path folder) when asFolder ->
            Page.html(Listing.of(StoredPath.list(folder))).send(response, callback);
        case StoredPath.Folder _ -> sendToSlash(names, response, callback);
        case StoredPath.StoredFile _, StoredPath.Nothing _ ->
            Page.NOT_FOUND.send(response, callback);
      }
    } catch (NoSuchFileException _) {
      // Deleted since it was found.
      Page.NOT_FOUND.send(response, callback);
    }
    return true;
  }

  /** Splits before it decodes, so that an encoded slash would be part of a name. */
  private static List<String> names(String path) {
    String inner = path.replaceAll("^/|/$", "");
    return inner.isEmpty()
        ? List.of()
        : Arrays.stream(inner.split("/", -1)).map(URIUtil::decodePath).toList();
  }

  /** The relative links of a listing need its URL to end with a slash. */
  private static void sendToSlash(List<String> names, Response response, Callback callback) {
    String place = names.stream().map(Listing::link).collect(Collectors.joining("/", "/", "/"));
    response.getHeaders().put(HttpHeader.LOCATION, place);
    Page.text(HttpStatus.MOVED_PERMANENTLY_301, "moved to " + place + "\n")
        .send(response, callback);
  }
}

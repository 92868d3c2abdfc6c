package dev.freshet.engine.pipeline;

import dev.freshet.api.source.GitRepository;
import dev.freshet.engine.git.GitAccess;
import dev.freshet.engine.git.GitRemote;

public final class GitRemotes {
  private GitRemotes() {}

  static GitRemote of(ImageObjects objects, GitRepository repository) {
    return GitRemote.parse(repository.url(), GitAccess.ANONYMOUS, repository.timeout());
  }

  public static GitRemote unnamed(String url) {
    return GitRemote.parse(url, GitAccess.ANONYMOUS, GitRemote.DEFAULT_TIMEOUT);
  }
}

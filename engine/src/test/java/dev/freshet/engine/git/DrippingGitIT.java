package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.HostileGit.ID;
import static dev.freshet.engine.git.HostileGit.packet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.engine.git.HostileGit.Answer;
import dev.freshet.engine.git.HostileGit.Behaviour;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.engine.git.tree.RevisionTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that send a little now and then, so that they are never silent and never done. */
class DrippingGitIT {
  private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";
  private static final String SERVICE = packet("# service=git-upload-pack\n") + "0000";

  @TempDir private Path directory;
  private GitMirrors mirrors;

  @BeforeEach
  void open() {
    mirrors = Fixture.mirrors(directory.resolve("state"));
  }

  @AfterEach
  void close() {
    mirrors.close();
  }

  private Revision read(HostileGit server, Duration timeout) {
    return mirrors
        .mirror(GitRemote.parse(server.url(), GitAccess.ANONYMOUS, timeout), Fixture.HOLDER)
        .tree(MAIN, RevisionTree::revision);
  }

  static Stream<Arguments> drips() {
    return Stream.of(
        Arguments.of(
            "headers",
            (Behaviour)
                (_, _, answer) -> {
                  drip(answer, "HTTP/1.1 200 OK\r\n", "x: y\r\n");
                }),
        Arguments.of(
            "an advertisement",
            (Behaviour)
                (_, _, answer) -> {
                  answer.stream(ADVERTISEMENT);
                  answer.chunk(SERVICE + packet("version 2\n"));
                  drip(answer, chunk(packet("x\n")));
                }),
        Arguments.of(
            "an advertisement of the old protocol",
            (Behaviour)
                (_, _, answer) -> {
                  answer.stream(ADVERTISEMENT);
                  answer.chunk(SERVICE);
                  drip(answer, chunk(packet(ID + " refs/heads/branch\n")));
                }));
  }

  private static String chunk(String part) {
    return "%x\r\n%s\r\n".formatted(part.length(), part);
  }

  private static void drip(Answer answer, String start, String drop) throws IOException {
    answer.out().write(start.getBytes(StandardCharsets.ISO_8859_1));
    drip(answer, drop);
  }

  private static void drip(Answer answer, String drop) throws IOException {
    while (true) {
      answer.out().write(drop.getBytes(StandardCharsets.ISO_8859_1));
      answer.out().flush();
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void endsInTime(HostileGit server) {
    Instant start = Instant.now();

    assertThatThrownBy(() -> read(server, Duration.ofMillis(700)))
        .hasMessageContaining("timed out after 700ms");

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drips")
  void cutsAServerThatDrips(String what, Behaviour behaviour) throws IOException {
    assertThat(what).isNotEmpty();
    try (HostileGit server = HostileGit.start(behaviour)) {
      endsInTime(server);
    }
  }

  @Test
  void cutsAListThatDrips() throws IOException {
    try (HostileGit server =
        HostileGit.version2((_, _, answer) -> {
          answer.stream("application/x-git-upload-pack-result");
          drip(answer, chunk(packet(ID + " refs/heads/branch\n")));
        })) {
      endsInTime(server);
    }
  }

  @Test
  void cutsAPackThatDrips() throws IOException {
    try (HostileGit server =
        HostileGit.fetched((_, _, answer) -> {
          answer.stream("application/x-git-upload-pack-result");
          answer.chunk(packet("packfile\n") + packet("\1PACK\0\0\0\2\0\0\0\1"));
          drip(answer, chunk(packet("\1x")));
        })) {
      endsInTime(server);
    }
  }

  @Test
  void cutsProgressThatDrips() throws IOException {
    try (HostileGit server =
        HostileGit.fetched((_, _, answer) -> {
          answer.stream("application/x-git-upload-pack-result");
          answer.chunk(packet("packfile\n"));
          drip(answer, chunk(packet("\2x")));
        })) {
      endsInTime(server);
    }
  }

  /** A server, and how many of its requests are answered before the one that is not. */
  interface Conversation {
    HostileGit start() throws IOException;
  }

  static Stream<Arguments> conversations() {
    return Stream.of(
        Arguments.of("any answer", 0, (Conversation) () -> HostileGit.start((_, _, _) -> hang())),
        Arguments.of("a list", 1, (Conversation) () -> HostileGit.version2((_, _, _) -> hang())),
        Arguments.of("a fetch", 2, (Conversation) () -> HostileGit.fetched((_, _, _) -> hang())),
        Arguments.of(
            "a pack",
            2,
            (Conversation)
                () ->
                    HostileGit.fetched((_, _, answer) -> {
                      answer.stream("application/x-git-upload-pack-result");
                      answer.chunk(packet("packfile\n") + packet("\1PACK\0\0\0\2\0\0\0\1"));
                      hang();
                    })),
        Arguments.of(
            "progress",
            2,
            (Conversation)
                () ->
                    HostileGit.fetched((_, _, answer) -> {
                      answer.stream("application/x-git-upload-pack-result");
                      answer.chunk(packet("packfile\n"));
                      drip(answer, chunk(packet("\2x")));
                    })));
  }

  private static void hang() {
    LockSupport.park();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  void isLeftAtOnceWhenNobodyWantsTheAnswerAnyMore(
      String what, int answered, Conversation conversation) throws Exception {
    try (HostileGit server = conversation.start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Revision> reading = threads.submit(() -> read(server, Duration.ofHours(1)));
      await().until(() -> server.requests().size() > answered);

      reading.cancel(true);

      threads.shutdown();
      assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).as(what).isTrue();
    }
  }
}

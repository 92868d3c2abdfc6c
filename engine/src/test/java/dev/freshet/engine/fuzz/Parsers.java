package dev.freshet.engine.fuzz;

import dev.freshet.api.Durations;
import dev.freshet.api.LabelQuery;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.core.plan.CommitMessage;
import dev.freshet.core.plan.FileChange;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.Planner;
import dev.freshet.core.plan.UnifiedDiff;
import dev.freshet.core.policy.Exclusions;
import dev.freshet.core.policy.NumericalPolicy;
import dev.freshet.core.policy.Order;
import dev.freshet.core.policy.Policy;
import dev.freshet.core.policy.SelectionRule;
import dev.freshet.core.policy.SemVerPolicy;
import dev.freshet.core.policy.TagFilter;
import dev.freshet.engine.artifact.ArtifactTexts;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.http.GitTexts;
import dev.freshet.engine.http.RetryAfter;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.registry.RegistryTexts;
import dev.freshet.engine.secret.DockerConfig;
import dev.freshet.gocompat.format.Printer;
import dev.freshet.gocompat.glob.Glob;
import dev.freshet.gocompat.template.TemplateLimits;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.GoValues;
import dev.freshet.gocompat.value.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Everything that reads a text from outside, with texts to begin from. */
enum Parsers {
  EXPRESSION(
      "^main-[a-f0-9]+-(?P<ts>[0-9]+)$", "(?i)^v?(\\d+)\\.(\\d+)(-rc.*)?$", "[^\\pL]{1,9}?") {
    @Override
    void read(String text) {
      var rule =
          new SelectionRule(
              Exclusions.of(List.of(text)), Optional.of(TagFilter.parse(text, "$ts$1")), NUMBERS);
      var _ = rule.select(TAGS);
    }
  },
  EXTRACTION("$ts-${1}", "${a}$$$", "$1$2.$0") {
    @Override
    void read(String text) {
      var _ = TagFilter.parse("^([a-z]*)-?(?P<ts>.*)$", text).key(TAGS.getFirst());
    }
  },
  RANGE(">=1.0.0 <2.0.0-0 || ~3.1 || ^4.x", "1.2 - 2.3.4, !=1.9", "*", "v1.0.0+b") {
    @Override
    void read(String text) {
      var _ =
          new SelectionRule(Exclusions.DEFAULT, Optional.empty(), SemVerPolicy.parse(text))
              .select(TAGS);
    }
  },
  TAG("1.2.3-rc.1+b", "0x1p-1074", "1e400", "9007199254740993", "v10.0.0-01") {
    @Override
    void read(String text) {
      List<Tag> tags = List.of(new Tag(text), new Tag("1.0.0"), new Tag("1"), new Tag(text + "0"));
      for (Policy policy : List.of(NUMBERS, SemVerPolicy.parse(">=0-0"))) {
        new SelectionRule(Exclusions.DEFAULT, Optional.empty(), policy)
            .select(tags)
            .verdicts()
            .forEach(verdict -> verdict.verdict().reason());
      }
    }
  },
  MARKERS(
      "apiVersion: v1\nkind: List\nitems:\n- a: img:1 # {\"$imagepolicy\": \"ns:p\"}\n",
      "a: &x !!str 'v' # {\"$imagepolicy\": \"ns:p:tag\"}\nb: [*x, {c: d}]\n---\n# x\nd: |\n  e\n",
      """
      a: >- # {"$imagepolicy": "ns:p:name"}
        x
      "$imagepolicy": "\u00e9\\n"
      ? a
      : - b
      """) {
    @Override
    void read(String text) {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      Plan plan = Planner.plan(List.of(SamplePlan.file(content)), SamplePlan.SETTERS);
      for (FileChange change : plan.files()) {
        Plan again = Planner.plan(List.of(SamplePlan.file(change.after())), SamplePlan.SETTERS);
        if (!again.files().isEmpty()) {
          throw new IllegalStateException("an edit is not the last");
        }
        var _ = UnifiedDiff.of(change);
      }
    }
  },
  MANIFEST(
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata: {name: a, labels: {a: b}}
      spec:
        imageRepositoryRef: {name: a}
        filterTags: {pattern: '^a', extract: $1}
        policy: {semver: {range: 1.x}}
      """,
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: a}
      spec: &s
        interval: 1m30s
        timeout: 20s
        url: https://example.com/a
        ref: {semver: ">=1.0"}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: a}
      data: {a: QUFB}
      stringData: {<<: {b: c}}
      """,
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageUpdateAutomation
      metadata: {name: a}
      spec:
        interval: 1h
        sourceRef: {kind: GitRepository, name: a}
        policySelector: {matchExpressions: [{key: a, operator: In, values: [b]}]}
        git: {commit: {author: {email: a@b.c}, messageTemplate: "{{ .AutomationObject }}"}}
        update: {path: ./, strategy: Setters}
      """) {
    @Override
    void read(String text) {
      var _ =
          Manifests.read(
              new Kinds(List.of(ImageUpdateAutomation.KIND)),
              List.of(new ManifestText("f.yaml", text)),
              "ns");
    }
  },
  TEMPLATE(
      "{{ range .Changed.Changes }}{{ .OldValue }} -> {{ .NewValue | upper }}{{ end }}",
      "{{ define \"a\" }}{{ . }}{{ end }}{{- template \"a\" (printf \"%-5d|%q\" 3 \"x\") -}}",
      "{{ with $x := dict \"a\" (list 1 2.5 nil) }}{{ toJson $x | b64enc | trunc 9 }}{{ end }}",
      "{{ regexReplaceAll \"a(b)\" \"ab\" \"${1}\" }}{{ now | date \"2006-01-02\" }}") {
    @Override
    void read(String text) {
      var limits =
          new TemplateLimits(
              1 << 16, 20_000, Duration.ofSeconds(2), 100, CLOCK, new SplittableRandom(1));
      var _ =
          CommitMessage.render(text, SamplePlan.NAME, Map.of("a", "b"), SamplePlan.PLAN, limits);
    }
  },
  FORMAT("%-5d|%q", "%[2]*.[1]*f%+v%%", "%#x %08.3f %t") {
    @Override
    void read(String text) {
      var arguments = List.of(1, "x", 2.5, List.of(3), true);
      new Printer(1 << 24)
          .printf(Utf8.encode(text), arguments.stream().<GoValue>map(GoValues::of).toList());
    }
  },
  GLOB("*.ex[a-c]mple.com", "a*b?\\*[^x]") {
    @Override
    void read(String text) {
      var _ = Glob.of(text).matches("registry.example.com");
    }
  },
  DURATION("1h30m", "1.5s", "20ms") {
    @Override
    void read(String text) {
      var _ = Durations.format(Durations.parse(text));
    }
  },
  LABELS("a=b,c!=d,e in (f,g),h,!i", "example.com/a notin (b)") {
    @Override
    void read(String text) {
      var _ = LabelQuery.parse(text).accepts(Map.of("a", "b"));
    }
  },
  IMAGE("ghcr.io/a/b", "localhost:5000/a", "[::1]:5000/a", "docker.io/library/a:1@sha256:00") {
    @Override
    void read(String text) {
      var _ = ImageName.parse(text).allowsHttp();
    }
  },
  DOCKER_CONFIG(
      "{\"auths\":{\"*.example.com:5000/a\":{\"auth\":\"dTpw\"},\"https://ghcr.io/v2/\":{"
          + "\"username\":\"u\",\"password\":\"p\",\"identitytoken\":\"\"}}}") {
    @Override
    void read(String text) {
      var _ = DockerConfig.parse(text).credentials(ImageName.parse("ghcr.io/a/b"));
    }
  },
  CHALLENGE(
      "Bearer realm=\"https://auth.docker.io/token\",service=\"r\\\"x\",scope=\"a:b:pull\"",
      "Basic realm=\"x\", Bearer realm=y") {
    @Override
    void read(String text) {
      var _ = RegistryTexts.challenge(text);
    }
  },
  REGISTRY_ERROR("{\"errors\":[{\"code\":\"DENIED\",\"message\":\"m\",\"detail\":{\"a\":[1]}}]}") {
    @Override
    void read(String text) {
      var _ = RegistryTexts.error(text);
    }
  },
  TAG_PAGE("{\"name\":\"a/b\",\"tags\":[\"1.0\",null,\"\\u00e9\"],\"manifest\":{\"a\":[1.5e3]}}") {
    @Override
    void read(String text) throws IOException {
      var _ = RegistryTexts.tags(text);
    }
  },
  RETRY_AFTER("120", "Wed, 21 Oct 2026 07:28:00 GMT") {
    @Override
    void read(String text) {
      var _ = RetryAfter.parse(text, "Thu, 01 Jan 2026 00:00:05 GMT");
    }
  },
  LINK("</v2/a/tags/list?n=1&last=b>; rel=\"next\"", "<a>;rel=prev, <b>; title=\"x,y\"; rel=next") {
    @Override
    void read(String text) throws IOException {
      var _ = RegistryTexts.link(text);
    }
  },
  LISTED_REFERENCES(
      "003d98879af8f73a4719aaa0a7b8917ab3f387746257 refs/heads/main\n"
          + "006f98879af8f73a4719aaa0a7b8917ab3f387746257 refs/tags/v1"
          + " peeled:98879af8f73a4719aaa0a7b8917ab3f387746257\n0000") {
    @Override
    void read(String text) throws IOException {
      var _ = GitTexts.listed(text);
    }
  },
  ADVERTISED_REFERENCES(
      "004898879af8f73a4719aaa0a7b8917ab3f387746257 refs/heads/main\0shallow x\n"
          + "003d98879af8f73a4719aaa0a7b8917ab3f387746257 refs/tags/a^{}\n0000",
      "0012ERR forbidden\n") {
    @Override
    void read(String text) throws IOException {
      var _ = GitTexts.advertised(text);
    }
  },
  IGNORED("# c\n*.md\n!/a/**/b?\n[a-c]/\n", "/**/*\\ \n") {
    @Override
    void read(String text) {
      var _ = ArtifactTexts.ignores(text, List.of("a", "b", "c.md"));
    }
  },
  GIT_URL("https://u:p%40@example.com:8443/a%20b.git?x=y", "ssh://git@example.com/a") {
    @Override
    void read(String text) {
      var _ = GitRemote.parse(text, GitAccess.ANONYMOUS, Duration.ofSeconds(1));
    }
  },
  PROXY("http://u:p@proxy.example.com:3128", "socks5://[::1]:1080") {
    @Override
    void read(String text) {
      var _ = ProxyAddress.parse(text);
    }
  };

  private static final InstantSource CLOCK = InstantSource.system();
  private static final Policy NUMBERS = new NumericalPolicy(Order.ASC);
  private static final List<Tag> TAGS =
      List.of(
          new Tag("main-abc-123"),
          new Tag("V1.2.3-rc.1"),
          new Tag("1.9.0"),
          new Tag("\u00e9\u1c80"),
          new Tag("4.0.0+b"));

  @SuppressWarnings("ImmutableEnumChecker") // It is a copy that nobody can change.
  private final List<String> corpus;

  Parsers(String... corpus) {
    this.corpus = List.of(corpus);
  }

  List<String> corpus() {
    return corpus;
  }

  /** Reads a text, and does with the result what is done with it. */
  abstract void read(String text) throws IOException;
}

package dev.freshet.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.core.Cutoff;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitMessageTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: %s
        namespace: %s
      image: %s # {"$imagepolicy": "%s"}
      """;

  private static final Plan PLAN = plan();

  private static Plan plan() {
    Map<String, String> tree =
        Map.of(
            "b.yaml",
            POD.formatted("one", "web", "redis:6", "ns:redis"),
            "a.yaml",
            POD.formatted("two", "", "x:1", "ns:app:tag")
                + "---\n"
                + POD.formatted("one", "web", "team/app:1", "ns:app"));
    ImageRef redis =
        new ImageRef("redis", new Tag("7"), Optional.of(new Digest("sha256:" + "0f".repeat(32))));
    ResolvedPolicy app = Trees.policy("app", "ghcr.io/team/app", "2");
    return Planner.plan(
        Trees.files(tree),
        Trees.setters(app, new ResolvedPolicy(new NamespacedName("ns", "redis"), redis)));
  }

  private static String render(String template) {
    return CommitMessage.render(
        template,
        new NamespacedName("flux-system", "auto"),
        Map.of("team", "a", "ü", "é"),
        PLAN,
        RecordedUpdate.limits());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ range 100000 }}{{ range 100000 }}{{ end }}{{ end }}",
        "{{ repeat 2000000 `x` }}",
        "{{ printf `%2000000d` 1 | repeat 100 }}",
        "{{ range 2000 }}{{ repeat 1000 `x` }}{{ end }}",
        "a\u0000b",
        "{{ printf `%c` 0 }}",
      })
  void refusesWhatTakesTooLongOrNoCommitCanHold(String template) {
    assertThatThrownBy(() -> render(template)).isInstanceOf(InvalidInputException.class);
  }

  private static void requireUsable(String template) {
    CommitMessage.requireUsable(
        template, new NamespacedName("flux-system", "auto"), Map.of(), RecordedUpdate.limits());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {{ range .Changed.Changes }}{{ .OldValue }}           | unexpected EOF
          {{ range .Changed.Objects }}{{ .OldValue }}{{ end }}  | can't evaluate field OldValue
          {{ nope }}                                            | function "nope" not defined
          {{ .Nope }}                                           | can't evaluate field Nope
          {{ $x }}                                              | undefined variable "$x"
          {{ range .Updated.Images }}{{ .Changes }}{{ end }}    | can't evaluate field Changes
          """)
  void refusesATemplateThatCanNeverWorkBeforeItIsNeeded(String template, String why) {
    assertThatThrownBy(() -> requireUsable(template))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{{ index .Changed.Changes 7 }}",
        "{{ index .Values `none` }}",
        "{{ fail `too many` }}",
        "{{ range .Updated.Images }}{{ index (splitList `/` .Repository) 9 }}{{ end }}",
        "{{ range $file, $objects := .Updated.Objects }}{{ $file }}{{ end }}",
      })
  void takesATemplateThatMayWorkForSomePlan(String template) {
    assertThatCode(() -> requireUsable(template)).doesNotThrowAnyException();
  }

  @Test
  void endsWhenTheWorkIsCut() {
    var cutoff = new Cutoff("cut");
    cutoff.cut();

    assertThatThrownBy(() -> cutoff.during(() -> render("{{ range 1000 }}{{ end }}")))
        .isInstanceOf(AutomationException.class)
        .hasMessage("cut");
  }

  @Test
  void saysSomethingWithoutATemplate() {
    assertThat(render("")).isEqualTo("Update from image update automation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      value = {
        "{{ .AutomationObject }} => flux-system/auto",
        "{{ .AutomationObject.Name }} {{ .AutomationObject.Namespace }} => auto flux-system",
        "{{ .Values }} => map[team:a ü:é]",
        "{{ range .Updated.Images }}{{ .Identifier }} {{ .Policy }};{{ end }} => 2"
            + " ns/app;sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"
            + " ns/redis;",
        "{{ range .Updated.Images }}{{ .Registry }}|{{ .Repository }};{{ end }} =>"
            + " ghcr.io|team/app;index.docker.io|library/redis;",
        "{{ (first .Updated.Images).Name }} {{ first .Updated.Images }} => ghcr.io/team/app:2"
            + " ghcr.io/team/app:2",
        "{{ range $o, $i := .Updated.Objects }}{{ $o.Name }}={{ len $i }};{{ end }} =>"
            + " one=2;two=1;",
        "{{ range $f, $r := .Updated.Files }}{{ $f }}:{{ len $r.Objects }};{{ end }} =>"
            + " a.yaml:2;b.yaml:1;",
        "{{ range .Changed.Changes }}{{ .Setter }} {{ .OldValue }}>{{ .NewValue }};{{ end }} =>"
            + " ns:app team/app:1>ghcr.io/team/app:2;ns:app:tag x:1>2;ns:redis"
            + " redis:6>redis:7@sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f;",
        "{{ range $o, $c := .Changed.Objects }}{{ $o.Namespace }}/{{ $o.Name }}={{ len $c }};{{ end"
            + " }} => web/one=2;/two=1;",
        "{{ range $o, $_ := .Changed.Objects }}{{ $o }}{{ end }} => {{{v1 Pod} {one web}}}{{{v1"
            + " Pod} {two }}}",
        "{{ (index .Changed.FileChanges `b.yaml`) | printf `%v` | trunc 40 }} => map[{{{v1 Pod}"
            + " {one web}}}:[{redis:6 red",
        "{{ printf `%T %T %T` . .Changed .Changed.Changes }} => source.TemplateData update.Result"
            + " []update.Change",
        "{{ printf `%v %T` .Changed.ImageResult.Images .Updated }} => [ghcr.io/team/app:2"
            + " redis:7@sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f]"
            + " update.Result",
        "{{ . | printf `%v` | trunc 39 }} => {flux-system/auto {map[a.yaml:map[{{{v1",
        "{{ .AutomationObject.MarshalLog }} => {auto flux-system}",
        "{{ toJson (first .Changed.Changes) }} =>"
            + " {\"OldValue\":\"team/app:1\",\"NewValue\":\"ghcr.io/team/app:2\",\"Setter\":\"ns:app\"}",
      })
  void seesThePlanInBothEras(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @Test
  void rendersAnEmptyPlan() {
    Plan nothing = new Plan(List.of(), List.of());

    String message =
        CommitMessage.render(
            "{{ len .Changed.Changes }} {{ .Updated.Images }} {{ .Changed.FileChanges }}",
            new NamespacedName("a", "b"),
            Map.of(),
            nothing,
            RecordedUpdate.limits());

    assertThat(message).isEqualTo("0 [] map[]");
  }

  @Test
  void namesATemplateThatDoesNotParse() {
    assertThatThrownBy(() -> render("line\n{{ nope }}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "unable to create commit message template from spec: "
                + "template: commit message:2: function \"nope\" not defined");
  }

  @Test
  void namesATemplateThatFails() {
    assertThatThrownBy(() -> render("line\n{{ .Nope }}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("failed to run template from spec: ")
        .hasMessageContaining("commit message:2:3: executing \"commit message\" at <.Nope>");
  }

  @Test
  void doesNotRunForever() {
    assertThatThrownBy(() -> render("{{ range 9999999999 }}{{ end }}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("more than 1000000 steps");
  }
}

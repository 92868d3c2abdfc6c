package dev.freshet.core.marker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.marker.ManifestMarkers.Found;
import dev.freshet.core.marker.ManifestMarkers.Unparsable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestMarkersTest {
  private static final String M = "# {\"$imagepolicy\": \"ns:p\"}";
  private static final String TOKEN = "\n# \"$imagepolicy\"\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# {\"$imagepolicy\": \"ns:p\"}",
        "#{\"$imagepolicy\":\"ns:p\"}",
        "### {\"$imagepolicy\": \"ns:p\"}",
        "#\t{ \"$imagepolicy\" : \"ns:p\" } \t",
        "# {\"a\": \"b\", \"$imagepolicy\": \"ns:p\"}",
        "# {\"$imagepolicy\": \"ns:p\", \"a\": null}",
        "# {\"$imagepolicy\": \"x\", \"$imagepolicy\": \"ns:p\"}",
        "# {\"$imagepolicy\": \"ns%3Ap\"}",
        "# {\"$imagepolicy\": \"\\u006es:p\"}",
        "# {\"$ref\": \"#/definitions/io.k8s.cli.setters.ns:p\", \"a\": [1, {\"b\": true}]}"
      })
  void readsTheSetterOutOfAComment(String comment) {
    assertThat(setters("k: v " + comment + TOKEN)).containsExactly("ns:p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# # {\"$imagepolicy\": \"ns:p\"}",
        "# x {\"$imagepolicy\": \"ns:p\"}",
        "# {\"$imagepolicy\": \"ns:p\"} x",
        "# {'$imagepolicy': 'ns:p'}",
        "# {$imagepolicy: \"ns:p\"}",
        "# {\"$imagePolicy\": \"ns:p\"}",
        "# {\"$imagepolicy\": \"ns:p\", \"a\": 1}",
        "# {\"$imagepolicy\": \"\"}",
        "# {\"$imagepolicy\": null}",
        "# {\"$imagepolicy\": \"ns%zzp\"}",
        "# {\"$imagepolicy\": \"ns:p\",}",
        "# {\"$imagepolicy\": \"ns:p\"",
        "# [\"$imagepolicy\", \"ns:p\"]",
        "# {\"$ref\": \"#/definitions/ns:p\"}"
      })
  void readsNoSetterOutOfOtherComments(String comment) {
    assertThat(setters("k: v " + comment + TOKEN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "k: v M, v",
    "k: 'v' M, v",
    "k: |- M⏎  v⏎, v",
    "k: !!str v M, v",
    "k: &a v M, v",
    "k: &a M⏎  v⏎, v",
    "k:⏎  M⏎  v⏎, v",
    "k:⏎  - a⏎  M⏎  - v⏎, v",
    "k:⏎- M⏎  v⏎, v",
    "k:⏎- M⏎- v⏎, v",
    "k:⏎  - - M⏎      v⏎, v",
    "k:⏎  - a⏎  # x⏎⏎  M⏎  - v⏎, v",
    "k: [v; M⏎  w]⏎, v",
    "k: {a: v; M⏎  b: w}⏎, v",
    "k: {a: v M⏎}⏎, v",
    "k: {a: M⏎  v}⏎, v",
    "k: v⏎k: w M⏎l: v M⏎, v",
    "k: v M⏎...⏎k: w M⏎, v",
    "? k⏎: v M⏎, v"
  })
  void findsMarkersWhereGoYamlAttachesTheirComments(String template, String value) {
    assertThat(values(template)).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource({
    "M⏎k: v⏎",
    "k: v⏎M⏎",
    "k: M⏎  v⏎",
    "k: M⏎",
    "k: &a M⏎l: v⏎",
    "k: &a v⏎l: *a M⏎",
    "? k M⏎: v⏎",
    "k: {a: v} M⏎",
    "k: [v] M⏎",
    "k: [ M⏎  v]⏎",
    "k: [v⏎  M⏎  ]⏎",
    "k:⏎  - a⏎  M⏎⏎  - v⏎",
    "k:⏎  M⏎  # x⏎  - v⏎",
    "k:⏎  M⏎  - a: v⏎",
    "k:⏎  M⏎  - - v⏎",
    "k:⏎  - b:⏎      c: 1⏎      M⏎  - v⏎",
    "k:⏎  - v # x⏎  - w # M⏎",
    "k: {a: v}⏎k:⏎  a: v M⏎"
  })
  void findsNoneWhereTheCommentBelongsToSomethingElse(String template) {
    assertThat(values(template)).isEmpty();
  }

  @Test
  void countsBytesAndLinesAcrossDocuments() {
    String text = "\uFEFFa: \uD83D\uDE80\r\n--- # x\r\nb: \"é\"  " + M + "\r\n";
    byte[] content = text.getBytes(StandardCharsets.UTF_8);

    Marker marker = found(text).getFirst();

    assertThat(
            new String(
                content, marker.start(), marker.end() - marker.start(), StandardCharsets.UTF_8))
        .isEqualTo("\"é\"");
    assertThat(marker.line()).isEqualTo(3);
  }

  @Test
  void namesTheObjectEvenWhenItsNameComesLast() {
    String text =
        "spec: {image: v, "
            + M
            + "\n}\nkind: Pod\napiVersion: v1\nmetadata: {namespace: n, name: x}\n";

    assertThat(found(text))
        .extracting(Marker::object)
        .containsExactly(new ObjectIdentifier("v1", "Pod", "n", "x"));
  }

  @ParameterizedTest
  @CsvSource({
    "a: [⏎b: v M⏎, 3",
    "a: \u0001⏎b: v M⏎, 1",
    "a: b⏎--- c⏎b: v M⏎, 2",
    "a: b⏎----⏎b: v M⏎, 2",
    "'%YAML 1.1⏎---⏎b: v M⏎', 1",
    "a: v M⏎---⏎- b⏎, 3",
    "a: v M⏎---⏎b⏎, 3",
    "metadata: x⏎a: v M⏎, 1",
    "a: v M⏎metadata: []⏎, 2",
    "metadata:⏎  annotations: []⏎a: v M⏎, 2",
    "a: *b M⏎, 1",
    "a: v M⏎---⏎b: *a⏎, 3"
  })
  void saysWhereAFileStopsBeingAManifest(String template, int line) {
    ManifestMarkers markers = find(template.replace('⏎', '\n').replace("M", M));

    assertThat(markers)
        .isInstanceOfSatisfying(Unparsable.class, file -> assertThat(file.line()).isEqualTo(line));
  }

  @Test
  void doesNotParseWhatDoesNotMentionTheToken() {
    assertThat(find("{{ if }}\n\u0000 # {$imagepolicy: 'ns:p'}")).isEqualTo(Found.NONE);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] content = ("a: b\nk: v " + M + "\nb: X\n").getBytes(StandardCharsets.UTF_8);
    content[content.length - 2] = (byte) 0xFF;

    assertThat(ManifestMarkers.find(content)).isEqualTo(new Unparsable(3, "not UTF-8 text"));
    assertThat(found("k: \uFFFD " + M + "\n")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "a.yaml, true", "a/b.yml, true", "Kustomization, true", "a/Kustomization, true",
        "foo..yaml, true",
    ".yaml, true", "a.YAML, false", "a.yaml.gotmpl, false", "kustomization, false", "a.json, false",
    "yaml, false", "Kustomization/x, false"
  })
  void looksAtFilesByName(String path, boolean candidate) {
    assertThat(ManifestMarkers.isCandidate(path)).isEqualTo(candidate);
  }

  private static ManifestMarkers find(String text) {
    return ManifestMarkers.find(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Marker> found(String text) {
    assertThat(find(text)).isInstanceOf(Found.class);
    return ((Found) find(text)).markers();
  }

  private static List<String> setters(String text) {
    return found(text).stream().map(Marker::setter).toList();
  }

  private static List<String> values(String template) {
    String text = template.replace('⏎', '\n').replace(';', ',').replace("M", M);
    return found(text + TOKEN).stream().map(Marker::value).toList();
  }
}

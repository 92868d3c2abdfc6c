package dev.freshet.gocompat.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that mean harm end with an error, soon. */
@Timeout(20)
class HostileTemplateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ define `a` }}{{ template `a` }}{{ end }}{{ template `a` }}",
        "{{ define `a` }}{{ template `b` . }}{{ end }}{{ define `b` }}{{ template `a` . }}"
            + "{{ template `a` . }}{{ end }}{{ template `a` 1 }}",
        "{{ define `a` }}{{ if 1 }}{{ if 1 }}{{ if 1 }}{{ range 1 }}{{ with 1 }}{{ template `a` }}"
            + "{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ template `a` }}",
        "{{ range 1000000000000 }}{{ end }}",
        "{{ range 9223372036854775807 }}x{{ end }}",
        "{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}",
        "{{ range until 1000 }}{{ range until 1000 }}{{ range until 1000 }}{{ . }}{{ end }}{{ end"
            + " }}{{ end }}",
        "{{ until 2000000000 }}",
        "{{ untilStep 0 9223372036854775807 1 }}",
        "{{ untilStep 0 -9223372036854775808 -1 }}",
        "{{ seq 1 2000000000 }}",
        "{{ seq 0 1 9223372036854775806 }}",
        "{{ repeat 2000000000 `x` }}",
        "{{ repeat 9223372036854775807 `ab` }}",
        "{{ repeat 1000 `x` | repeat 1000 | repeat 1000 }}",
        "{{ indent 2000000000 `x` }}",
        "{{ repeat 1000 \"\\n\" | nindent 100000 }}",
        "{{ repeat 100000 `x` | replace `x` (repeat 1000 `y`) }}",
        "{{ repeat 100000 `x` | replace `` (repeat 1000 `y`) }}",
        "{{ regexReplaceAll `x` (repeat 100000 `x`) (repeat 1000 `y`) }}",
        "{{ regexReplaceAll `(x+)` (repeat 100000 `x`) (repeat 1000 `$1`) }}",
        "{{ repeat 100000 `x ` | wrapWith 1 (repeat 1000 `y`) }}",
        "{{ join (repeat 10000 `x`) (until 10000) }}",
        "{{ $s := `x` }}{{ range until 100 }}{{ $s = print $s $s }}{{ end }}",
        "{{ $s := `x` }}{{ range until 100 }}{{ $s = cat $s $s }}{{ end }}",
        "{{ $s := `x` }}{{ range until 100 }}{{ $s = printf `%s%s` $s $s }}{{ end }}",
        "{{ $s := `'` }}{{ range until 100 }}{{ $s = squote $s $s | js | html }}{{ end }}",
        "{{ $l := list 1 }}{{ range until 100 }}{{ $l = concat $l $l }}{{ end }}",
        "{{ $l := list 1 }}{{ range until 100 }}{{ $l = list $l $l }}{{ end }}{{ $l }}",
        "{{ $l := list 1 }}{{ range until 90 }}{{ $l = list $l $l }}{{ end }}{{ $l }}",
        "{{ $l := list 1 }}{{ range until 90 }}{{ $l = list $l $l }}{{ end }}{{ toJson $l }}",
        "{{ $l := list 1 }}{{ $m := list 1 }}{{ range until 90 }}{{ $l = list $l $l }}"
            + "{{ $m = list $m $m }}{{ end }}{{ deepEqual $l $m }}",
        "{{ $l := list 1 }}{{ range until 90 }}{{ $l = list $l $l }}{{ end }}{{ deepCopy $l }}",
        "{{ $l := list 1 }}{{ range until 90 }}{{ $l = list $l $l }}{{ end }}{{ has $l (list $l)"
            + " }}",
        "{{ $l := list 1 }}{{ range until 90000 }}{{ $l = list $l }}{{ end }}{{ $l }}",
        "{{ $d := dict }}{{ $_ := set $d `d` $d }}{{ $d }}",
        "{{ $d := dict }}{{ $_ := set $d `d` $d }}{{ mustToJson $d }}",
        "{{ $d := dict }}{{ $_ := set $d `d` $d }}{{ deepCopy $d }}",
        "{{ $d := dict `a` 1 }}{{ $_ := set $d `d` $d }}{{ merge $d (deepCopy $d) }}",
        "{{ $l := list }}{{ range until 100000 }}{{ $l = append $l 1 }}{{ end }}",
        "{{ uniq (until 100000) }}",
        "{{ $d := dict }}{{ range until 900000 }}{{ $_ := set $d (print .) (repeat 1000 `x`) }}"
            + "{{ end }}",
        "{{ printf `%999999999d` 1 | printf (repeat 100 `%s`) }}{{ printf (repeat 9999 `%999999d`)"
            + " 1 }}",
        "{{ printf `%1000000d%1000000d` 1 2 }}",
        "{{ printf `%.1000000f%.1000000f` 1.5 1.5 }}",
        "{{ printf `%.1000000e%1000000.1000000x` 1.5 1 }}",
        "{{ printf `%*d%*d` 1000000 1 1000000 2 }}",
        "{{ printf (repeat 200000 `%[1]s`) (repeat 1000 `x`) }}",
        "{{ contains (print (repeat 500000 `a`) `b`) (repeat 1000000 `a`) }}",
        "{{ splitList `` (repeat 1048576 `a`) }}{{ splitList `` (repeat 1048576 `a`) }}",
        "{{ regexFindAll `` (repeat 1048576 `a`) -1 }}",
        "{{ mustRegexMatch `((a{100}){100}){100}` `a` }}",
        "{{ mustRegexMatch (repeat 100000 `(`) `a` }}",
        "{{ mustRegexMatch (repeat 10000 `(`) `a` }}",
        "{{ range 100000 }}{{ $_ := regexMatch `(a?){900}(a?){900}(a?){900}b` (repeat 100000 `a`)"
            + " }}{{ end }}",
        "{{ bcrypt `x` }}",
        "{{ snakecase (repeat 1048576 `aB`) }}",
        "{{ mustToDate (repeat 100000 `Jan`) (repeat 100000 `Jan`) }}",
        "{{ (toDate `2006` `2020`).Format (repeat 100000 `Jan`) }}",
        "{{ $t := toDate `2006` `2020` }}{{ range until 9000 }}{{ $t = $t.AddDate 1000000 0 0 }}"
            + "{{ end }}",
        "{{ $t := toDate `2006` `2020` }}{{ range until 99000 }}{{ $t = $t.Add -9223372036854775807"
            + " }}{{ end }}",
        "{{ (toDate `2006` `2020`).AddDate -9223372036854775808 -1 -1 }}",
        "{{ mustFromJson (repeat 1000000 `[`) }}",
        "{{ fail (repeat 1000000 `x`) }}",
        "{{ range (repeat 1000000 `x`) }}{{ end }}",
        "{{ genPrivateKey `rsa` }}",
      })
  void endsWithAnError(String template) {
    TemplateLimits limits =
        TemplateLimits.standard(InstantSource.system(), new SplittableRandom(1));
    Template parsed = Template.parse("t", template);

    assertThatThrownBy(() -> parsed.execute("", limits))
        .isInstanceOf(GoErrorException.class)
        .extracting(error -> String.valueOf(error.getMessage()).length())
        .satisfies(length -> assertThat(length).isLessThan(5000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "((1)",
        "{{ if 1 }}",
        "{{ range 1 }}",
        "{{ with 1 }}",
        "{{ define `a` }}",
        "{{ block `a` 1 }}",
        "{{ if 1 }}{{ else if 1 }}",
        "{{ else }}",
        "{{",
        "{{ end }}",
        "{{ `",
        "{{ \"\\",
        "{{ /*",
        "{{/* x */}}{{",
        "{{ .a.b | ",
        "{{ $x := ",
        "{{ 1",
        "{{ '",
        "{{- -}}",
        "{{ 1_",
        "{{ 0x",
        "{{ ((((",
        "{{ print (print (print "
      })
  void refusesTemplatesThatRepeatTheirOpening(String opening) {
    String start = opening.startsWith("{{") ? "" : "{{";

    for (int length : new int[] {1, 99, 101, 1000, 100_000, 500_000}) {
      String template = start + opening.repeat(Math.max(1, length / opening.length()));
      assertThatThrownBy(() -> Template.parse("t", template)).isInstanceOf(GoSyntaxException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 1 }}",
        "{{/* c */}}",
        "x",
        "{{ .a.b.c.d }}",
        "{{ $x := 1 }}",
        "{{ 1 | print }}"
      })
  void takesLongTemplatesInItsStride(String part) {
    String template = part.repeat(200_000 / part.length());
    TemplateLimits limits =
        TemplateLimits.standard(InstantSource.system(), new SplittableRandom(1));

    assertThat(Template.parse("t", template).execute(TemplateValues.all(), limits))
        .hasSizeLessThan(1 << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ range 1000000 }}{{ end }}",
        "{{ range 100000 }}{{ $_ := upper `x` }}{{ end }}",
        "{{ regexMatch `(a?){500}b` (repeat 1000000 `a`) }}"
      })
  void stopsWhenItsTimeIsOver(String template) {
    InstantSource everyReadingTakesASecond = new TickingClock(Duration.ofSeconds(1));
    TemplateLimits limits =
        TemplateLimits.standard(everyReadingTakesASecond, new SplittableRandom(1));
    Template parsed = Template.parse("t", template);

    assertThatThrownBy(() -> parsed.execute("", limits))
        .isInstanceOf(GoErrorException.class)
        .hasMessageContaining("takes too long");
  }
}

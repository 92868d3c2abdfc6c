package dev.freshet.gocompat.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          regexMatch "(?i)[\\\\x80-\\\\x{FFFF}]" "x"                       ; false
          regexMatch "(?i)\\u1c88" "\\ua64a"                               ; true
          regexFindAll "0A|0[aA]" "0a" -1 | printf "%q"                    ; ["0a"]
          regexReplaceAll "0A|0[aA]" "0a" "<$0-$1>"                        ; <0a->
          regexFindAll "\\ufffd" "\\xff" -1 | printf "%q"                  ; ["\\xff"]
          regexFindAll ".*" "hello\\xffworld" -1 | printf "%q"             ; ["hello\\xffworld"]
          regexFindAll `\\x{fffd}` "\\xc2\\x00" -1 | printf "%q"           ; ["\\xc2"]
          regexReplaceAll `\\x{fffd}` "\\xc2\\x00" "<$0-$1>" | printf "%q" ; "<\\xc2->\\x00"
          regexSplit "\\u00e9" "a\\u00e9b\\xff" -1 | printf "%q"           ; ["a" "b\\xff"]
          regexReplaceAllLiteral "b" "\\u00e9b\\xff" "$0" | printf "%q"    ; "é$0\\xff"
          """)
  void answersAsSprigDoes(String call, String expected) {
    String printed =
        Template.parse("t", "{{ " + call + " }}").execute(Map.of(), TemplateValues.limits());

    assertThat(printed).isEqualTo(expected);
  }
}

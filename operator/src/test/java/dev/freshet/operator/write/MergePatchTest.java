package dev.freshet.operator.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                          | {\"a\":1}                     | {\"a\":1}",
        "{\"a\":1}                   | {\"a\":2}                     | {\"a\":2}",
        "{\"a\":1,\"b\":2}           | {\"b\":2}                     | {\"a\":null}",
        "{\"a\":{\"b\":1,\"c\":2}}   | {\"a\":{\"b\":1,\"c\":3}}     | {\"a\":{\"c\":3}}",
        "{\"a\":{\"b\":1,\"c\":2}}   | {\"a\":{\"c\":2}}             | {\"a\":{\"b\":null}}",
        "{\"a\":[1,2,3]}             | {\"a\":[1,2]}                 | {\"a\":[1,2]}",
        "{\"a\":[{\"b\":1},{\"c\":2}]}|{\"a\":[{\"b\":2},{\"c\":2}]} |"
            + " {\"a\":[{\"b\":2},{\"c\":2}]}",
        "{\"a\":{\"b\":1}}           | {\"a\":\"text\"}              | {\"a\":\"text\"}",
        "{\"a\":\"text\"}            | {\"a\":{\"b\":1}}             | {\"a\":{\"b\":1}}",
        "{\"a\":null}                | {}                            | {\"a\":null}",
        "{\"a\":{\"b\":{\"c\":1}}}   | {\"a\":{\"b\":{}}}            | {\"a\":{\"b\":{\"c\":null}}}"
      })
  void saysWhatIsOtherAndNothingElse(String before, String after, String patch) throws Exception {
    assertThat(MergePatch.between(read(before), read(after))).hasValue(read(patch));
  }

  @Test
  void isEmptyWhenNothingIsOther() throws Exception {
    ObjectNode one = read("{\"a\":{\"b\":[1,{\"c\":true}]},\"d\":\"e\"}");

    assertThat(MergePatch.between(one, one.deepCopy())).isEmpty();
  }

  @Test
  void takesANumberForTheSameWhateverItsJavaType() {
    ObjectNode read = JSON.createObjectNode().put("observedGeneration", 3);
    ObjectNode built = JSON.createObjectNode().put("observedGeneration", 3L);

    assertThat(MergePatch.between(read, built)).isEmpty();
  }

  private static ObjectNode read(String json) throws JsonProcessingException {
    return JSON.readValue(json, ObjectNode.class);
  }
}

package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.testkit.git.ServedRepository;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GitMirrorIT extends GitServerCase {

  @Test
  void commitsAndPushesWhatThePlanChanges() {
    ServedRepository served =
        server.create("fleet", Map.of("apps/a.yaml", manifest("app:1", "ns:p"), "README", "r"));
    GitMirror mirror = mirror(served);

    PushOutcome outcome = mirror.update(request("main", ".", setting("ns:p", "app:2")));

    String head = served.head("main");
    assertThat(outcome).isEqualTo(new PushOutcome.Pushed(head, "main", Revision.of("main", head)));
    assertThat(served.file("main", "apps/a.yaml")).isEqualTo(manifest("app:2", "ns:p"));
    assertThat(served.changedPaths("main")).containsExactly("apps/a.yaml");
    assertThat(served.log("main", "%an <%ae> %cn <%ce> %at %s").getFirst())
        .isEqualTo(
            "Freshet <freshet@example.com> Freshet <freshet@example.com> 1767323045"
                + " Set ns:p to app:2");
  }

  @Test
  void doesNothingTheSecondTime() {
    ServedRepository served = server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
    GitMirror mirror = mirror(served);
    mirror.update(request("main", ".", setting("ns:p", "app:2")));
    String head = served.head("main");
    server.forgetRequests();

    PushOutcome outcome = mirror.update(request("main", ".", setting("ns:p", "app:2")));

    assertThat(outcome).isEqualTo(new PushOutcome.UpToDate(Revision.of("main", head)));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void followsWhatOthersPush() {
    ServedRepository served = server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
    GitMirror mirror = mirror(served);
    mirror.update(request("main", ".", setting("ns:p", "app:2")));
    served.commit("main", Map.of("b.yaml", manifest("app:1", "ns:p")));

    mirror.update(request("main", ".", setting("ns:p", "app:2")));

    assertThat(served.changedPaths("main")).containsExactly("b.yaml");
    assertThat(served.log("main", "%H")).hasSize(4);
  }

  @Test
  void readsTheHeadWithOneRequestOnceTheServerIsKnown() {
    ServedRepository served = server.create("fleet", Map.of("a.yaml", ""));
    GitMirror mirror = mirror(served);
    mirror.head(MAIN);
    server.forgetRequests();

    Revision head = mirror.head(MAIN);

    assertThat(head).hasToString("main@sha1:" + served.head("main"));
    assertThat(server.requests()).hasSize(1);
  }
}

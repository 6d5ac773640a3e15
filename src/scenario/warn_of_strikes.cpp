#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenario/resolve.hpp"

namespace cupola {

namespace {

/// Does it notice that its superior is silent, and fight on then?
bool fights_on(const Scenario& scenario, const PostSite& below) {
  const CommandRules& rules = below.doctrine.command;
  if (!(rules.silence_s > 0.0) || rules.when_silent != WhenSilent::fight) return false;
  return std::none_of(scenario.links.begin(), scenario.links.end(), [&below](const Link& link) {
    const bool theirs =
        (link.a == below.id && link.b == below.superior) || (link.b == below.id && link.a == below.superior);
    return theirs && !link.watched;
  });
}

}  // namespace

/// Who executes under a post that may be hit, and would wait for its orders for ever.
void warn_of_strikes(Resolving& r) {
  std::set<PostId> struck;
  for (const Platform& p : r.scenario.platforms)
    if (p.element.valid() && p.element.kind == GroundTargetKind::post && p.strikes())
      struck.insert(PostId{p.element.id});
  for (const PostSite& post : r.scenario.posts) {
    if (!struck.count(post.superior) || post.doctrine.command.mode != CommandMode::centralised ||
        fights_on(r.scenario, post))
      continue;
    const std::string& above = r.scenario.posts[post.superior.index()].name;
    r.scenario.warnings.push_back(
        fmt::format("{} would wait for the orders of {} after that has been struck: give it a doctrine with "
                    "`silence`, `heartbeat` and `when_silent: fight`, and write the link between them",
                    post.name, above));
  }
}

}  // namespace cupola

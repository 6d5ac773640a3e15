#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenario/resolve.hpp"

namespace cupola {

namespace {

bool listens(const Scenario& scenario, const PostSite& below) {
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
    if (p.element.valid() && p.element.kind == GroundTargetKind::post && p.type.strike.given())
      struck.insert(PostId{p.element.id});
  for (const PostSite& post : r.scenario.posts) {
    if (!struck.count(post.superior) || post.doctrine.command.mode != CommandMode::centralised ||
        listens(r.scenario, post))
      continue;
    const std::string& above = r.scenario.posts[post.superior.index()].name;
    r.scenario.warnings.push_back(
        fmt::format("{} does not listen for the silence of {}, which is to be struck, and would wait for its "
                    "orders: write the link between them under `links`",
                    post.name, above));
  }
}

}  // namespace cupola

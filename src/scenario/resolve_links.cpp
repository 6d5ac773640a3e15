#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "catalogue/figures.hpp"
#include "catalogue/references.hpp"
#include "catalogue/scalar.hpp"
#include "scenario/resolve.hpp"

namespace cupola {

namespace {

/// What a level of the link to the outside means, where the file says nothing else.
const LinkQuality& quality_of(const Doctrine& doctrine, LinkLevel level) {
  return level == LinkLevel::voice       ? doctrine.voice
         : level == LinkLevel::data_link ? doctrine.data_link
                                         : doctrine.full;
}

PostId post_id(const Scenario& scenario, const std::string& name) {
  for (const PostSite& post : scenario.posts)
    if (post.name == name) return post.id;
  return {};
}

std::vector<std::pair<Time, Time>> outages_of(const LinkFile& file, Time start) {
  std::vector<std::pair<Time, Time>> outages;
  for (const OutageFile& outage : file.outages)
    outages.emplace_back(start + Duration::seconds(outage.from_s), start + Duration::seconds(outage.until_s));
  std::sort(outages.begin(), outages.end());
  return outages;
}

/// The net inside a set is intact at every level (RULES 14): a fire unit's post is linked to the command post
/// of its set, unless the file says something else of that very link.
void link_sets(Scenario& scenario, const std::set<std::pair<std::string, std::string>>& written) {
  for (const PostSite& post : scenario.posts) {
    if (!post.superior.valid()) continue;
    const PostSite& above = scenario.posts[post.superior.index()];
    if (!post.same_set(above) || written.count(std::minmax(post.name, above.name))) continue;
    const auto ends = std::minmax(post.id, above.id);
    Link link;
    link.a = ends.first;
    link.b = ends.second;
    link.latency_s = scenario.internal_latency_s;
    link.takes_time = link.latency_s > 0.0;
    scenario.links.push_back(link);
  }
}

/// As far as anybody knows before a message is sent: how often messages get lost, or the link is out or jammed, shows
/// only then.
bool takes_time(const Link& link) {
  return link.latency_s > 0.0 || link.jitter_s > 0.0 || link.bandwidth_bit_s > 0.0 ||
         link.chance_interval_s > 0.0;
}

Link of_level(const LinkQuality& level) {
  Link link;
  link.latency_s = level.latency_s;
  link.loss = level.loss;
  link.jitter_s = level.jitter_s;
  link.bandwidth_bit_s = level.bandwidth_bit_s;
  link.report_bits = level.report_bits;
  link.message_bits = level.message_bits;
  link.repeats = level.repeats;
  link.repeat_after_s = level.repeat_after_s;
  link.mtbf_s = level.mtbf_s;
  link.mttr_s = level.mttr_s;
  link.shares = level.shares;
  link.watched = true;
  return link;
}

/// Also of a link that is stand-alone: what is written must make sense.
void check_net(const Resolving& r, std::size_t index) {
  const LinkFile& file = r.file.links[index];
  const DataLinkType& net = r.file.catalogue->data_links.at(file.net);
  const Node& at = Resolving::value(r.entry("links", index), "role");
  if (net.find(file.role) == nullptr) {
    std::vector<std::string> roles;
    for (const DataLinkRole& known : net.roles) roles.push_back(known.role);
    r.refuse(at, fmt::format("`{}` has no role `{}`", file.net, file.role), did_you_mean(file.role, roles));
  } else if (file.level == LinkLevel::voice) {
    r.refuse(at, "a link by voice is not in a net of data links", "write `level: data link`");
  }
}

/// Slots in place of the level's delay, loss and bandwidth.
void take_part_in_net(const LinkFile& file, DataLinkType net, FigureMode figures, Link& link) {
  set_mode(net, figures);
  const DataLinkRole* role = net.find(file.role);
  if (role == nullptr) return;
  link.latency_s = net.slot_s + net.processing_s;
  link.loss = net.loss;
  link.jitter_s = link.bandwidth_bit_s = 0.0;
  link.chance_interval_s = net.chance_interval_s(*role);
  link.shares.track_interval_s.value =
      std::max(double{link.shares.track_interval_s}, double{role->update_interval_s});
}

/// What the file and the level say of it together, as it is or as it is believed to be.
Link link_of(const Resolving& r, const LinkFile& file, const Doctrine& doctrine, FigureMode figures) {
  Link link = of_level(quality_of(doctrine, file.level));
  if (!file.net.empty()) take_part_in_net(file, r.file.catalogue->data_links.at(file.net), figures, link);
  link.latency_s = file.latency_s.value_or(link.latency_s);
  link.loss = file.loss.value_or(link.loss);
  return link;
}

/// Who is under central command can do nothing without orders.
void check_orders(Resolving& r, std::size_t index, const Link& link) {
  if (link.shares.orders) return;
  for (const auto& [below, above] : {std::pair{link.a, link.b}, std::pair{link.b, link.a}}) {
    const PostSite& post = r.scenario.posts[below.index()];
    if (post.superior != above || post.doctrine.command.mode != CommandMode::centralised) continue;
    r.refuse(Resolving::value(r.entry("links", index), "between"),
             fmt::format("`{}` is under central command, and this link carries no orders", post.name),
             "give its defence `command: decentralised`, or the level's `shares` `orders: true`");
  }
}

/// A superior that cannot be reached at any level is more likely forgotten than meant.
void check_superiors(Resolving& r) {
  std::vector<Pointer> pointers;
  for (std::size_t i = 0; i < r.file.defence.size(); ++i) {
    const DefenceFile& defence = r.file.defence[i];
    const SystemType& system = defence.catalogue->systems.at(defence.system);
    const Node& at = Resolving::value(r.entry("defence", i), "superior");
    const std::vector<std::string> posts = post_names(defence, system);
    for (const SystemFireUnit& unit : system.fire_units)
      if (!system.command_post.empty())
        pointers.push_back(
            {unit_post_name(defence, unit), posts.front(), r.document.problem(at.line, at.column, "")});
    if (defence.superior.empty()) continue;
    const std::string above = r.posts.at(defence.superior);
    for (const std::string& post : posts) {
      pointers.push_back({post, above, r.document.problem(at.line, at.column, "")});
      const bool linked = std::any_of(r.file.links.begin(), r.file.links.end(), [&](const LinkFile& link) {
        const std::string &a = r.posts.at(link.between[0]), &b = r.posts.at(link.between[1]);
        return (a == post && b == above) || (a == above && b == post);
      });
      if (!linked && post != above)  // refuse_cycles speaks of that
        r.refuse(at, fmt::format("no link between `{}` and its superior `{}`", post, above),
                 "add one to `links`; with `level: stand-alone` where there is to be none");
    }
  }
  refuse_cycles("superior", pointers, r.problems);
}

/// `at`: the entry under `jamming`.
LinkJamming jamming_of(const Resolving& r, const Node& at, const LinkJammingFile& file) {
  LinkJamming jamming;
  const Time start = r.scenario.start;
  if (file.from_s) jamming.from = start + Duration::seconds(*file.from_s);
  if (file.until_s) jamming.until = start + Duration::seconds(*file.until_s);
  jamming.loss = file.loss;
  jamming.capacity = file.capacity;
  if (file.by.empty()) return jamming;
  for (const Platform& platform : r.scenario.platforms)
    if (platform.group == file.by && platform.type.jammer.given()) jamming.by.push_back(platform.id);
  if (jamming.by.empty()) {
    std::set<std::string> groups;
    for (const Platform& platform : r.scenario.platforms)
      if (platform.type.jammer.given() && !platform.group.empty()) groups.insert(platform.group);
    r.refuse(Resolving::value(at, "by"), fmt::format("no jammer in the raid is called `{}`", file.by),
             groups.empty() ? "nobody in the raid jams: leave `by` out, for a jammer that is not played"
                            : did_you_mean(file.by, {groups.begin(), groups.end()}));
  }
  return jamming;
}

}  // namespace

void resolve_links(Resolving& r) {
  r.scenario.internal_latency_s = r.file.internal_latency_s;
  check_superiors(r);
  std::set<std::pair<std::string, std::string>> seen;
  std::set<std::string> names;
  for (std::size_t i = 0; i < r.file.links.size(); ++i) {
    const LinkFile& file = r.file.links[i];
    const auto ends = std::minmax(r.posts.at(file.between[0]), r.posts.at(file.between[1]));
    if (ends.first == ends.second || !seen.insert(ends).second) {
      const bool itself = ends.first == ends.second;
      r.refuse(Resolving::value(r.entry("links", i), "between"),
               itself ? "a link from a post to itself" : "a second link between the same two posts",
               "take it out");
      continue;
    }
    if (!file.name.empty() && !names.insert(file.name).second)
      r.refuse(Resolving::value(r.entry("links", i), "name"), "a second link of this name",
               "`--set links.NAME...` must find one");
    if (!file.net.empty()) check_net(r, i);
    if (file.level == LinkLevel::stand_alone) continue;
    Link link = link_of(r, file, r.scenario.doctrine_true, r.file.figures);
    link.takes_time =
        takes_time(link_of(r, file, r.scenario.doctrine_believed, believed_mode(r.file.figures)));
    link.a = post_id(r.scenario, r.posts.at(file.between[0]));
    link.b = post_id(r.scenario, r.posts.at(file.between[1]));
    if (link.b < link.a) std::swap(link.a, link.b);
    link.outages = outages_of(file, r.scenario.start);
    check_orders(r, i, link);
    r.scenario.links.push_back(link);
  }
  link_sets(r.scenario, seen);
  std::sort(r.scenario.links.begin(), r.scenario.links.end(),
            [](const Link& x, const Link& y) { return std::pair{x.a, x.b} < std::pair{y.a, y.b}; });
}

void resolve_link_jamming(Resolving& r) {
  for (std::size_t i = 0; i < r.file.links.size(); ++i) {
    const LinkFile& file = r.file.links[i];
    const auto ends = std::minmax(post_id(r.scenario, r.posts.at(file.between[0])),
                                  post_id(r.scenario, r.posts.at(file.between[1])));
    // Of a link that is stand-alone, too, what is written must make sense.
    std::vector<LinkJamming> all;
    const Node& written = Resolving::value(r.entry("links", i), "jamming");
    for (std::size_t j = 0; j < file.jamming.size(); ++j)
      all.push_back(jamming_of(r, written.items[j], file.jamming[j]));
    for (Link& link : r.scenario.links)
      if (std::pair{link.a, link.b} == std::pair{ends.first, ends.second}) link.jamming = all;
  }
}

}  // namespace cupola

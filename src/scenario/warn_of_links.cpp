#include <fmt/format.h>

#include <algorithm>

#include "scenario/resolve.hpp"

// What is written of a link and counts for nothing. It is no error: a study may set the level, or the end, otherwise.
namespace cupola {

namespace {

/// Where the entry of a list of the link stands; where an option of the command wrote it, the link.
const Node& item(const Node& node, const char* key, std::size_t index) {
  const Node* list = node.find(key);
  return list != nullptr && index < list->items.size() ? list->items[index] : node;
}

void warn_of_stand_alone(const Resolving& r, const Node& node, const LinkFile& file) {
  const std::pair<bool, const char*> written[] = {{file.latency_s.has_value(), "latency"},
                                                  {file.loss.has_value(), "loss"},
                                                  {!file.outages.empty(), "outages"},
                                                  {!file.jamming.empty(), "jamming"},
                                                  {!file.net.empty(), "net"}};
  for (const auto& [is_written, key] : written)
    if (is_written)
      r.warn(Resolving::value(node, key),
             fmt::format("`{}` of a link that is stand-alone counts for nothing", key));
}

void warn_of_outages(const Resolving& r, const Node& node, const LinkFile& file) {
  for (std::size_t i = 0; i < file.outages.size(); ++i) {
    const OutageFile& outage = file.outages[i];
    if (outage.from_s >= r.file.duration_s)
      r.warn(item(node, "outages", i),
             fmt::format("the outage begins {:.4g} s after the start, the end comes after {:.4g} s",
                         outage.from_s, r.file.duration_s));
    const bool overlaps = std::any_of(
        file.outages.begin(), file.outages.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const OutageFile& o) { return o.from_s < outage.until_s && outage.from_s < o.until_s; });
    if (overlaps)
      r.warn(item(node, "outages", i), "the outage overlaps one before it: they are out together, once");
  }
}

const Link* link_between(const Resolving& r, const LinkFile& file) {
  const auto ends = std::minmax(r.posts.at(file.between[0]), r.posts.at(file.between[1]));
  for (const Link& link : r.scenario.links)
    if (std::minmax(r.scenario.posts[link.a.index()].name, r.scenario.posts[link.b.index()].name) == ends)
      return &link;
  return nullptr;
}

void warn_of_jamming(const Resolving& r, const Node& node, const LinkFile& file) {
  const Link* link = link_between(r, file);
  const bool any_rate = link != nullptr && (link->bandwidth_bit_s > 0.0 || link->chance_interval_s > 0.0);
  for (std::size_t i = 0; i < file.jamming.size(); ++i) {
    const LinkJammingFile& jamming = file.jamming[i];
    const Node& at = item(node, "jamming", i);
    if (jamming.from_s.value_or(0.0) >= r.file.duration_s)
      r.warn(Resolving::value(at, "from"),
             fmt::format("the jamming begins {:.4g} s after the start, the end comes after {:.4g} s",
                         *jamming.from_s, r.file.duration_s));
    if (jamming.loss == 0.0 && jamming.capacity == 1.0)
      r.warn(at, "the jamming takes nothing: write a `loss`, or a `capacity` below 1");
    // Without a rate there is nothing to have a share of; that nothing is left counts all the same.
    if (link != nullptr && !any_rate && jamming.capacity < 1.0 && jamming.capacity > 0.0)
      r.warn(Resolving::value(at, "capacity"),
             "`capacity` of a link with neither bandwidth nor slots counts for nothing");
  }
}

}  // namespace

void warn_of_links(Resolving& r) {
  if (r.scenario.perfect.links) return;
  for (std::size_t i = 0; i < r.file.links.size(); ++i) {
    const LinkFile& file = r.file.links[i];
    const Node& node = r.entry("links", i);
    if (file.level == LinkLevel::stand_alone) {
      warn_of_stand_alone(r, node, file);
      continue;
    }
    warn_of_outages(r, node, file);
    warn_of_jamming(r, node, file);
  }
}

}  // namespace cupola

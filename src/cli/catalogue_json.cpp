#include "cli/catalogue_json.hpp"

#include "catalogue/card.hpp"
#include "catalogue/figures.hpp"
#include "catalogue/names.hpp"
#include "catalogue/published.hpp"
#include "cli/version.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

Json figure_json(const FigureSite& site, const Figure& figure) {
  return {{"name", site.name},
          {"dimension", dimension_name(site.measure.dimension)},
          {"value", figure.best},
          {"low", figure.low},
          {"high", figure.high},
          {"advertised", figure.advertised ? Json(*figure.advertised) : Json()},
          {"distribution", name_of(figure.distribution)},
          {"status", name_of(figure.status)},
          {"claimant", figure.source.empty() ? Json() : Json(name_of(figure.claimant))},
          {"source", figure.source.empty() ? Json() : Json(figure.source)},
          {"reason", figure.reason}};
}

template <class Record>
Json figures_of(Record record) {
  Json figures = Json::array();
  for_each_figure(record, [&figures](const FigureSite& site, Figure& figure) {
    figures.push_back(figure_json(site, figure));
  });
  return figures;
}

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json comparison_json(const RangeComparison& c) {
  const PublishedRange& p = c.published;
  const char* uses[] = {"none", "reference", "advertised"};
  return {{"radar", c.radar},
          {"rcs_m2", or_null(p.rcs_m2)},
          {"target", p.target},
          {"pd", or_null(p.pd)},
          {"range_m", p.range_m},
          {"range_least_m", p.range_least_m.value_or(p.range_m)},
          {"ours_m", or_null(c.ours_m)},
          {"ours_low_m", or_null(c.ours_low_m)},
          {"ours_high_m", or_null(c.ours_high_m)},
          {"at_instrumented_range", c.at_limit},
          {"difference", or_null(c.difference)},
          {"takes_m2", or_null(c.takes_m2)},
          {"used_as", uses[static_cast<int>(c.use)]},
          {"claimant", name_of(p.claimant)},
          {"source", p.source},
          {"remark", p.remark}};
}

Json about(const Catalogue& catalogue) {
  return {{"version", version()}, {"content_hash", catalogue.content_hash}};
}

}  // namespace

Json catalogue_list_json(const Catalogue& catalogue) {
  Json j = about(catalogue);
  j["entries"] = Json::array();
  for_each_kind(catalogue, [&j](const char* kind, const auto& records) {
    for (const auto& [name, record] : records) j["entries"].push_back({{"kind", kind}, {"name", name}});
  });
  return j;
}

Json published_json(const Catalogue& catalogue) {
  Json j = about(catalogue);
  j["published"] = Json::array();
  j["nothing_published"] = Json::array();
  for (const auto& [name, radar] : catalogue.radars) {
    for (const RangeComparison& c : compare_published(radar)) j["published"].push_back(comparison_json(c));
    if (radar.published.empty()) j["nothing_published"].push_back(name);
  }
  return j;
}

Json card_json(const Catalogue& catalogue, const std::string& name) {
  Json j = about(catalogue);
  j["name"] = name;
  j["entries"] = Json::array();
  for_each_kind(catalogue, [&](const char* kind, const auto& records) {
    const auto found = records.find(name);
    if (found != records.end())
      j["entries"].push_back({{"kind", kind}, {"figures", figures_of(found->second)}});
  });
  j["sources"] = Json::array();
  for (const auto& [key, source] : catalogue.sources)
    j["sources"].push_back({{"key", key}, {"title", source.title}, {"url", source.url}});
  j["card"] = card(catalogue, name);
  return j;
}

}  // namespace cupola

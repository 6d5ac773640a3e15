#pragma once

#include <map>
#include <string>

#include "catalogue/command_post_type.hpp"
#include "catalogue/data_link_type.hpp"
#include "catalogue/doctrine.hpp"
#include "catalogue/figure.hpp"
#include "catalogue/ground_type.hpp"
#include "catalogue/interceptor_type.hpp"
#include "catalogue/kill_table_type.hpp"
#include "catalogue/launcher_type.hpp"
#include "catalogue/passive_type.hpp"
#include "catalogue/platform_type.hpp"
#include "catalogue/radar_type.hpp"
#include "catalogue/readiness_type.hpp"
#include "catalogue/system_type.hpp"

namespace cupola {

class FieldVisitor;

/// Where a figure was published.
struct Source {
  std::string key, title, url;
};

void declare(FieldVisitor&, Source&);

/// Everything everybody may know, by name.
struct Catalogue {
  std::string folder;        ///< the folder's name where it is not the shipped one, else empty
  std::string content_hash;  ///< of its files, names and all

  std::map<std::string, Source> sources;
  std::map<std::string, RadarType> radars;
  std::map<std::string, InterceptorType> interceptors;
  std::map<std::string, LauncherType> launchers;
  std::map<std::string, CommandPostType> command_posts;
  std::map<std::string, PlatformType> platforms;
  std::map<std::string, Doctrine> doctrines;
  std::map<std::string, SystemType> systems;
  std::map<std::string, GroundType> grounds;
  std::map<std::string, PassiveType> passive_sensors;
  std::map<std::string, ReadinessType> readiness;
  std::map<std::string, DataLinkType> data_links;
  std::map<std::string, KillTableType> kill_tables;
};

/// How many figures stand on whose word.
struct StatusCounts {
  int asserted = 0, derived = 0, assumed = 0;
  int remembered = 0;  ///< of the asserted: from memory, not read again
  int all() const { return asserted + derived + assumed; }
};

}  // namespace cupola

#pragma once

#include "catalogue/catalogue.hpp"

namespace cupola {

/// What one file of the catalogue holds: one thing, as a rule, or the sources.
struct CatalogueFile {
  std::map<std::string, Source> sources;
  RadarType radar;
  InterceptorType interceptor;
  LauncherType launcher;
  CommandPostType command_post;
  PlatformType platform;
  Doctrine doctrine;
  SystemType system;
  GroundType ground;
  PassiveType passive_sensor;
  ReadinessType readiness;
  DataLinkType data_link;
  KillTableType kill_table;
};

void declare(FieldVisitor&, CatalogueFile&);

}  // namespace cupola

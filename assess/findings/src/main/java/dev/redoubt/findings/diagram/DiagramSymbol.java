package dev.redoubt.findings.diagram;

/// The glyph of a node.
public enum DiagramSymbol {
  STORAGE,
  DATABASE,
  SEARCH,
  PIPELINE,
  WORKSPACE,
  COMPUTE,
  MODEL,
  AGENT,
  REGISTRY,
  ENDPOINT,
  APPLICATION,
  GATEWAY,
  KEYS,
  NETWORK,
  PRIVATE_ENDPOINT,
  FIREWALL,
  MONITORING,
  POLICY,
  IDENTITY,
  PERSON,
  INTERNET,
  RESOURCE
}

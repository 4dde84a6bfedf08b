package dev.redoubt.http.server;

import java.beans.PropertyChangeListener;
import org.apache.catalina.Context;
import org.apache.catalina.Loader;
import org.jspecify.annotations.Nullable;

/// Runs requests with the class loader of the program. Tomcat's own class loader is for web
/// applications that can be reloaded.
final class ProgramClassLoader implements Loader {

  private @Nullable Context context;

  @Override
  public ClassLoader getClassLoader() {
    return ProgramClassLoader.class.getClassLoader();
  }

  @Override
  public @Nullable Context getContext() {
    return context;
  }

  @Override
  public void setContext(@Nullable Context context) {
    this.context = context;
  }

  @Override
  public boolean getDelegate() {
    return true;
  }

  @Override
  public void setDelegate(boolean delegate) {}

  @Override
  public boolean modified() {
    return false;
  }

  @Override
  public void backgroundProcess() {}

  @Override
  public void addPropertyChangeListener(PropertyChangeListener listener) {}

  @Override
  public void removePropertyChangeListener(PropertyChangeListener listener) {}
}

# The portal as an image. Built from the checkout: docker build -t clientportal .
FROM mcr.microsoft.com/dotnet/sdk:10.0.401 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/ClientPortal.Web -c Release --use-current-runtime -o /portal

FROM mcr.microsoft.com/dotnet/aspnet:10.0.12
WORKDIR /portal
COPY --from=build /portal .
ENV HTTP_PORTS=8080
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s CMD ["./ClientPortal.Web", "health"]
ENTRYPOINT ["./ClientPortal.Web"]

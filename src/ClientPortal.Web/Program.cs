using ClientPortal.Web.Bell;
using ClientPortal.Web.Deliveries;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Mail;

var builder = WebApplication.CreateBuilder(args);
builder.AddPortalOptions();
builder.AddPortalLogging();
builder.AddProxy();
builder.AddHealth();
builder.AddSecurityHeaders();
builder.AddReading();
builder.AddSignIn();
builder.AddRights();
builder.AddProblems();
builder.AddPages();
var hasDatabase = builder.AddDatabase();
if (hasDatabase)
{
    builder.AddMail();
    builder.AddDeliveries();
    builder.AddBell();
}

var app = builder.Build();
app.UseForwardedHeaders();
app.UseMiddleware<RequestLog>();
app.UseMiddleware<SecurityHeaders>();
if (!app.Environment.IsDevelopment()) app.UseHsts();
app.UsePageCompression();
app.UseProblems();
app.UseRouting();
app.Use(RequestLog.NoteRoute);
app.UseUnknownAddresses();
app.UseAuthentication();
app.UseRequestLocalization();
app.UseAuthorization();
app.UseAntiforgery();
app.UseExpiredForms();

app.MapHealth();
app.MapLanguageSwitch();
app.MapThemeSwitch();
if (hasDatabase)
{
    app.MapBell();
    app.MapDeliveries();
}

app.MapPages();
await app.RunAsync();
